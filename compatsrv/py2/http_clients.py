"""The module httplib, for native strings."""

from compatsrv.py2._names import take

if str is bytes:
    import httplib as _httplib

    take(_httplib, globals())
else:
    import http.client

    from compatsrv._headers import like_python2
    from compatsrv._strings import n
    from compatsrv.py2._common import buffered

    take(http.client, globals())

    class HTTPResponse(http.client.HTTPResponse):
        """What getresponse() gives: its body is native strings."""

        def begin(self):
            super(HTTPResponse, self).begin()
            self.headers = self.msg = like_python2(self.headers)

        def read(self, *args):
            return n(super(HTTPResponse, self).read(*args))

        def readline(self, *args):
            return n(super(HTTPResponse, self).readline(*args))

    class HTTPConnection(http.client.HTTPConnection):

        response_class = HTTPResponse

        def __init__(self, host, port=None, strict=None, *args, **kwargs):
            super(HTTPConnection, self).__init__(host, port, *args, **kwargs)

        def send(self, data):
            return super(HTTPConnection, self).send(buffered(data))

        def getresponse(self, buffering=False):
            return super(HTTPConnection, self).getresponse()

    if hasattr(http.client, 'HTTPSConnection'):
        class HTTPSConnection(http.client.HTTPSConnection):

            response_class = HTTPResponse

            def send(self, data):
                return super(HTTPSConnection, self).send(buffered(data))

            def getresponse(self, buffering=False):
                return super(HTTPSConnection, self).getresponse()
