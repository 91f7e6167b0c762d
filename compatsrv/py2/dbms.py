"""The module anydbm: keys and values are native strings."""

from compatsrv.py2._names import take

if str is bytes:
    import anydbm as _anydbm

    take(_anydbm, globals())
else:
    import dbm as _dbm
    import importlib

    from compatsrv._strings import b, n
    from compatsrv.py2._common import Wrapper
    from compatsrv.py2._paths import decoded
    from compatsrv.py2.user_dicts import DictMixin

    error = _dbm.error

    def open(file, flag='r', mode=0o666):
        """A database, which is made with the flags 'c' and 'n'."""
        file = decoded(n(file))
        if flag == 'n' or flag == 'c' and _dbm.whichdb(file) is None:
            return _Database(_maker().open(file, flag, mode))
        return _Database(_dbm.open(file, flag, mode))

    def _maker():
        """The module that makes databases, but for the one of 3.13 whose databases keep to the thread that opened them."""
        for name in ('dbm.gnu', 'dbm.ndbm'):
            try:
                return importlib.import_module(name)
            except ImportError:
                pass
        return importlib.import_module('dbm.dumb')

    class _Database(Wrapper, DictMixin):
        def __getitem__(self, key):
            try:
                return n(self._plain[b(key)])
            except KeyError:
                raise KeyError(n(key))

        def __setitem__(self, key, value):
            self._plain[b(key)] = b(value)

        def __delitem__(self, key):
            try:
                del self._plain[b(key)]
            except KeyError:
                raise KeyError(n(key))

        def __contains__(self, key):
            return b(key) in self._plain

        has_key = __contains__

        def __len__(self):
            return len(self._plain)

        def keys(self):
            return [n(key) for key in self._plain.keys()]

        def setdefault(self, key, default=''):
            if key not in self:
                self[key] = default
            return self[key]
