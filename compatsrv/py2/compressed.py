"""The module zlib, for native strings; checksums are signed, as on 2.7."""

from compatsrv.py2._names import take

if str is bytes:
    import zlib as _zlib

    take(_zlib, globals())
else:
    import zlib

    from compatsrv._strings import b, n

    take(zlib, globals())

    def compress(string, level=-1):
        return n(zlib.compress(b(string), level))

    def decompress(string, wbits=zlib.MAX_WBITS, bufsize=zlib.DEF_BUF_SIZE):
        return n(zlib.decompress(b(string), wbits, bufsize))

    class _Stream(object):
        """What compressobj() and decompressobj() give."""

        def __init__(self, stream):
            self._stream = stream

        def compress(self, string):
            return n(self._stream.compress(b(string)))

        def decompress(self, string, max_length=0):
            return n(self._stream.decompress(b(string), max_length))

        def flush(self, *args):
            return n(self._stream.flush(*args))

        def copy(self):
            return _Stream(self._stream.copy())

        @property
        def unused_data(self):
            return n(self._stream.unused_data)

        @property
        def unconsumed_tail(self):
            return n(self._stream.unconsumed_tail)

    def compressobj(*args):
        return _Stream(zlib.compressobj(*args))

    def decompressobj(*args):
        return _Stream(zlib.decompressobj(*args))

    def _signed(number):
        return number - (1 << 32) if number & 0x80000000 else number

    def crc32(data, value=0):
        return _signed(zlib.crc32(b(data), value & 0xffffffff))

    def adler32(data, value=1):
        return _signed(zlib.adler32(b(data), value & 0xffffffff))
