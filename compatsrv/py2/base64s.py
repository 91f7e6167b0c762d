"""The module base64, for native strings; encodestring() and decodestring(), gone in 3.9, too."""

from compatsrv.py2._names import take

if str is bytes:
    import base64 as _base64

    take(_base64, globals())
else:
    import base64
    import binascii

    from compatsrv._strings import b, n
    from compatsrv.py2._common import buffered

    take(base64, globals())

    def _both(function):
        """function for native strings; what is wrong is a TypeError, as on 2.7."""
        def both(s, *args, **kwargs):
            try:
                return n(function(b(s), *[buffered(arg) for arg in args], **{name: buffered(kwargs[name]) for name in kwargs}))
            except binascii.Error as error:
                raise TypeError(str(error))
        return both

    for _name in ('b64encode', 'b64decode', 'standard_b64encode', 'standard_b64decode', 'urlsafe_b64encode', 'urlsafe_b64decode',
                  'b32encode', 'b32decode', 'b16encode', 'b16decode'):
        globals()[_name] = _both(getattr(base64, _name))

    def encodestring(s):
        return n(base64.encodebytes(b(s)))

    def decodestring(s):
        return n(binascii.a2b_base64(b(s)))

    def encode(input, output):
        output.write(encodestring(input.read()))

    def decode(input, output):
        output.write(decodestring(input.read()))
