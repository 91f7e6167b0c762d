"""The module UserDict."""

from compatsrv.py2._names import take

if str is bytes:
    import UserDict as _UserDict

    take(_UserDict, globals())
else:
    import collections

    class UserDict(collections.UserDict):
        """A class around a dict, which is its attribute data."""

        def has_key(self, key):
            return key in self.data

        def keys(self):
            return list(self.data.keys())

        def values(self):
            return list(self.data.values())

        def items(self):
            return list(self.data.items())

    class IterableUserDict(UserDict):
        """The same."""

    class DictMixin(object):
        """The methods of a dict, for a class that has keys(), __getitem__(), __setitem__() and __delitem__()."""

        def __iter__(self):
            return iter(self.keys())

        iterkeys = __iter__

        def has_key(self, key):
            try:
                self[key]
            except KeyError:
                return False
            return True

        def __contains__(self, key):
            return self.has_key(key)

        def __len__(self):
            return len(self.keys())

        def values(self):
            return [self[key] for key in self.keys()]

        def items(self):
            return [(key, self[key]) for key in self.keys()]

        def itervalues(self):
            return iter(self.values())

        def iteritems(self):
            return iter(self.items())

        def get(self, key, default=None):
            try:
                return self[key]
            except KeyError:
                return default

        def setdefault(self, key, default=None):
            try:
                return self[key]
            except KeyError:
                self[key] = default
            return default

        def update(self, other=(), **kwargs):
            for key, value in dict(other, **kwargs).items():
                self[key] = value

        def pop(self, key, *default):
            try:
                value = self[key]
            except KeyError:
                if default:
                    return default[0]
                raise
            del self[key]
            return value

        def popitem(self):
            for key, value in self.items():
                del self[key]
                return key, value
            raise KeyError('container is empty')

        def clear(self):
            for key in list(self.keys()):
                del self[key]

        def __repr__(self):
            return repr(dict(self.items()))

        def __eq__(self, other):
            return hasattr(other, 'items') and dict(self.items()) == dict(other.items())

        def __ne__(self, other):
            return not self == other

        __hash__ = None
