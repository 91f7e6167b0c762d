"""The module struct, for native strings."""

from compatsrv.py2._names import take

if str is bytes:
    import struct as _plain

    take(_plain, globals())
else:
    import struct as _plain

    from compatsrv._strings import b, n
    from compatsrv.py2._common import buffered, strings

    take(_plain, globals())

    def pack(fmt, *values):
        return n(_plain.pack(buffered(fmt), *map(buffered, values)))

    def pack_into(fmt, buffer, offset, *values):
        _plain.pack_into(buffered(fmt), buffer, offset, *map(buffered, values))

    def unpack(fmt, data):
        return strings(_plain.unpack(buffered(fmt), b(data)))

    def unpack_from(fmt, data, offset=0):
        return strings(_plain.unpack_from(buffered(fmt), buffered(data), offset))

    class Struct(object):
        """struct.Struct, for native strings."""

        def __init__(self, format):
            self._struct = _plain.Struct(buffered(format))
            self.format, self.size = format, self._struct.size

        def pack(self, *values):
            return n(self._struct.pack(*map(buffered, values)))

        def pack_into(self, buffer, offset, *values):
            self._struct.pack_into(buffer, offset, *map(buffered, values))

        def unpack(self, data):
            return strings(self._struct.unpack(b(data)))

        def unpack_from(self, data, offset=0):
            return strings(self._struct.unpack_from(buffered(data), offset))
