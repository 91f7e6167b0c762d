"""The module array: arrays are made of native strings, and give them."""

from compatsrv.py2._names import take

if str is bytes:
    import array as _array

    take(_array, globals())
else:
    import array as _array

    from compatsrv._strings import b, n

    class array(_array.array):
        """array.array; 'c', which Python 3 has not, is an array of numbers here."""

        def __new__(cls, typecode, initializer=()):
            if typecode == 'c':
                typecode = 'B'
            return _array.array.__new__(cls, typecode, b(initializer) if isinstance(initializer, str) else initializer)

        def tostring(self):
            return n(self.tobytes())

        def fromstring(self, data):
            self.frombytes(b(data))

        def read(self, file, count):
            """Append count items of a file; EOFError if it has less."""
            data = b(file.read(count * self.itemsize))
            self.frombytes(data)
            if len(data) < count * self.itemsize:
                raise EOFError('not enough items in file')

        fromfile = read

        def write(self, file):
            file.write(self.tobytes())

        tofile = write

    ArrayType = array
