"""The module shelve: keys are native strings, values are pickles that Python 2 reads."""

from compatsrv.py2._names import take

if str is bytes:
    import shelve as _shelve

    take(_shelve, globals())
else:
    from compatsrv._strings import n
    from compatsrv.py2 import dbms, pickles
    from compatsrv.py2.user_dicts import DictMixin

    class Shelf(DictMixin):
        """A mapping of strings to objects over a mapping of strings to pickles."""

        def __init__(self, dict, protocol=None, writeback=False):
            self.dict, self.writeback, self.cache = dict, writeback, {}

        def keys(self):
            return [n(key) for key in self.dict.keys()]

        def __len__(self):
            return len(self.dict)

        def __contains__(self, key):
            return n(key) in self.dict

        has_key = __contains__

        def __getitem__(self, key):
            if key in self.cache:
                return self.cache[key]
            value = pickles.loads(self.dict[n(key)])
            if self.writeback:
                self.cache[n(key)] = value
            return value

        def __setitem__(self, key, value):
            if self.writeback:
                self.cache[n(key)] = value
            self.dict[n(key)] = pickles.dumps(value)

        def __delitem__(self, key):
            del self.dict[n(key)]
            self.cache.pop(key, None)

        def sync(self):
            """Write what was changed, with writeback, and what the database keeps in memory."""
            for key, value in self.cache.items():
                self.dict[key] = pickles.dumps(value)
            self.cache = {}
            if hasattr(self.dict, 'sync'):
                self.dict.sync()

        def close(self):
            self.sync()
            if hasattr(self.dict, 'close'):
                self.dict.close()

        def __enter__(self):
            return self

        def __exit__(self, *exc_info):
            self.close()

    def open(filename, flag='c', protocol=None, writeback=False):
        """A Shelf over the database in a file."""
        return Shelf(dbms.open(filename, flag), protocol, writeback)
