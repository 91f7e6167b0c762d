"""The modules pickle and cPickle, for native strings: str of Python 2 peers are native strings."""

from compatsrv.natives._names import take

if str is bytes:
    import pickle as _pickle
    import cPickle as _cPickle

    take(_pickle, globals())
    take(_cPickle, globals())
else:
    import io as _io
    import pickle as _pickle

    from compatsrv._strings import b, n
    from compatsrv.natives._common import buffered, natives

    take(_pickle, globals())

    PROTOCOLS = 2       # what Python 2 can read

    def dumps(obj, protocol=0):
        """A pickle that Python 2 can read: protocol 2 at most. Native strings are str there."""
        return n(_pickle.dumps(obj, 2 if protocol < 0 else min(protocol, 2)))

    def loads(data):
        return load(_io.BytesIO(b(data)))

    def load(file):
        """What a pickle has; str of Python 2 are native strings."""
        return natives(_pickle.load(_Bytes(file), encoding='latin-1'))

    class _Bytes(object):
        """A file of native strings, for what wants bytes."""

        def __init__(self, file):
            self._file = file

        def read(self, *args):
            return buffered(self._file.read(*args))

        def readline(self, *args):
            return buffered(self._file.readline(*args))

    def dump(obj, file, protocol=0):
        file.write(dumps(obj, protocol))
