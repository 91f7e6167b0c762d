"""The modules pickle and cPickle.

Pickles that Python 2 can read, and those that it wrote: its str come as str that carry their bytes as latin-1.
"""

from compatsrv.py2._names import take

if str is bytes:
    import pickle as _pickle
    import cPickle as _cPickle

    take(_cPickle, globals())
    take(_pickle, globals())
else:
    import pickle

    from compatsrv._strings import b, n
    from compatsrv.py2._common import Bytes, natives

    NEWEST = 2      # that Python 2 knows

    def dumps(value, protocol=0):
        """A pickle as a native string. protocol: at least 2 is written, for Python 2's old ones cost more and say no more."""
        return n(pickle.dumps(value, NEWEST))

    class Pickler(pickle.Pickler):
        """pickle.Pickler, for a file of native strings or of bytes."""

        def __init__(self, file, protocol=0):
            super(Pickler, self).__init__(Bytes(file), NEWEST)

    class Unpickler(pickle.Unpickler):
        """pickle.Unpickler, for a file of native strings or of bytes."""

        def __init__(self, file):
            super(Unpickler, self).__init__(Bytes(file), encoding='latin-1')

        def load(self):
            return natives(super(Unpickler, self).load())

    def dump(value, file, protocol=0):
        """Write a pickle to a file of native strings or of bytes."""
        file.write(pickle.dumps(value, NEWEST))

    def loads(data):
        """The value of a pickle in a native string or bytes."""
        return natives(pickle.loads(b(data), encoding='latin-1'))

    def load(file):
        """The value of the next pickle in a file of native strings or of bytes."""
        return Unpickler(file).load()

    take(pickle, globals())
