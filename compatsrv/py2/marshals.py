"""The module marshal: what Python 2 reads, and what it wrote. Text of latin-1 is written as str, and read as native strings."""

from compatsrv.py2._names import take

if str is bytes:
    import marshal as _marshal

    take(_marshal, globals())
else:
    import marshal

    from compatsrv._strings import b, n
    from compatsrv.py2._common import strings

    version = 2

    def dumps(value, version=version):
        """The value as a native string."""
        return n(marshal.dumps(_raw(value), version))

    def dump(value, file, version=version):
        """Write a value to a file of native strings or of bytes."""
        file.write(marshal.dumps(_raw(value), version))

    def loads(string):
        """The value in a native string or bytes."""
        return strings(marshal.loads(b(string)))

    def load(file):
        """The next value in a file of native strings or of bytes."""
        return strings(marshal.load(_Bytes(file)))

    class _Bytes(object):
        def __init__(self, file):
            self._file = file

        def read(self, size=-1):
            return b(self._file.read(size))

        def readinto(self, buffer):
            data = self.read(len(buffer))
            buffer[:len(data)] = data
            return len(data)

    def _raw(x):
        """Strings of latin-1 as bytes, also in lists, tuples, dicts and sets; all else is unchanged."""
        if isinstance(x, str):
            return b(x) if all(c < '\u0100' for c in x) else x
        if isinstance(x, (list, tuple, set, frozenset)):
            return type(x)([_raw(part) for part in x])
        if isinstance(x, dict):
            return {_raw(key): _raw(value) for key, value in x.items()}
        return x
