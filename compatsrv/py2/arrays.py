"""The module array: arrays are made of native strings, and give them."""

from compatsrv.py2._names import take

if str is bytes:
    import array as _array

    take(_array, globals())
else:
    import array as _array

    from compatsrv._strings import b, n

    class array(_array.array):
        """array.array."""

        def __new__(cls, typecode, initializer=()):
            if typecode == 'c':
                cls, typecode = characters, 'B'
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

    class characters(array):
        """array('c'), which Python 3 has not: its items are native strings of one character."""

        def append(self, item):
            array.append(self, _number(item))

        def insert(self, index, item):
            array.insert(self, index, _number(item))

        def index(self, item):
            return array.index(self, _number(item))

        def count(self, item):
            return array.count(self, _number(item))

        def remove(self, item):
            array.remove(self, _number(item))

        def pop(self, *args):
            return n(bytes((array.pop(self, *args),)))

        def extend(self, items):
            self.fromstring(items.tostring() if isinstance(items, array) else ''.join(items))

        def tolist(self):
            return list(self)

        def __iter__(self):
            return iter(self.tostring())

        def __contains__(self, item):
            return item in self.tostring()

        def __getitem__(self, key):
            item = array.__getitem__(self, key)
            return array('c', item.tobytes()) if isinstance(key, slice) else n(bytes((item,)))

        def __setitem__(self, key, item):
            array.__setitem__(self, key, item if isinstance(key, slice) else _number(item))

        def __repr__(self):
            return 'array(%r, %r)' % ('c', self.tostring()) if len(self) else "array('c')"

    def _number(item):
        if len(item) != 1:
            raise TypeError('array item must be char')
        return ord(item)

    ArrayType = array
