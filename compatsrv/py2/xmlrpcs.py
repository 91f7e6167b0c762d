"""The module xmlrpclib, which takes native strings."""

from compatsrv.py2._names import take

if str is bytes:
    import xmlrpclib as _xmlrpclib

    take(_xmlrpclib, globals())
else:
    import xmlrpc.client

    from compatsrv._nativestr import NativeString
    from compatsrv._strings import b

    class Binary(xmlrpc.client.Binary):
        """Data that is sent in base64. What is received is Python 3's Binary, whose data are bytes."""

        def __init__(self, data=None):
            super(Binary, self).__init__(b(data) if isinstance(data, str) else data)

    take(xmlrpc.client, globals())

    def _dump_string(self, value, write, *args):
        try:
            value = b(value).decode('utf-8')
        except UnicodeDecodeError:      # on 2.7 no client could read it
            value = b(value).decode('latin-1')
        self.dump_unicode(value, write, *args)

    def _dump_binary(self, value, write):
        self.write = write
        value.encode(self)
        del self.write

    # Values are looked up by their types, which are ours alone.
    xmlrpc.client.Marshaller.dispatch[NativeString] = _dump_string
    xmlrpc.client.Marshaller.dispatch[Binary] = _dump_binary
