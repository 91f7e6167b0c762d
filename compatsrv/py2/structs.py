"""The module struct, for native strings."""

from compatsrv.py2._names import take

if str is bytes:
    import struct as _struct

    take(_struct, globals())
else:
    import struct as _struct

    from compatsrv._strings import b, n
    from compatsrv.py2._common import buffered, strings

    take(_struct, globals())

    def pack(fmt, *values):
        return n(_struct.pack(buffered(fmt), *map(buffered, values)))

    def pack_into(fmt, buffer, offset, *values):
        _struct.pack_into(buffered(fmt), buffer, offset, *map(buffered, values))

    def unpack(fmt, data):
        return strings(_struct.unpack(buffered(fmt), b(data)))

    def unpack_from(fmt, data, offset=0):
        return strings(_struct.unpack_from(buffered(fmt), buffered(data), offset))

    class Struct(object):
        """struct.Struct, for native strings."""

        def __init__(self, format):
            self._struct = _struct.Struct(buffered(format))
            self.format, self.size = format, self._struct.size

        def pack(self, *values):
            return n(self._struct.pack(*map(buffered, values)))

        def pack_into(self, buffer, offset, *values):
            self._struct.pack_into(buffer, offset, *map(buffered, values))

        def unpack(self, data):
            return strings(self._struct.unpack(b(data)))

        def unpack_from(self, data, offset=0):
            return strings(self._struct.unpack_from(buffered(data), offset))
