"""Decorators of classes that were written for Python 2, which calls methods that Python 3 does not call."""

import functools
import sys

__all__ = ['compared', 'sliced']

if str is bytes:
    def compared(cls):
        """The class, unchanged."""
        return cls

    sliced = compared
else:
    import operator

    def compared(cls):
        """Have __cmp__() decide ==, <, sort() and the like, where the class has no method of its own for it."""
        for name in ('__eq__', '__ne__', '__lt__', '__le__', '__gt__', '__ge__'):
            if getattr(cls, name) is getattr(object, name):
                setattr(cls, name, _comparison(name))
        return cls

    def _comparison(name):
        compare = getattr(operator, name)

        def comparison(self, other):
            result = self.__cmp__(other)
            return result if result is NotImplemented else compare(result, 0)

        comparison.__name__ = name
        return comparison

    def sliced(cls):
        """Have __getslice__(), __setslice__() and __delslice__() deal with x[i:j], and the class's other methods with the rest."""
        for name in ('get', 'set', 'del'):
            own = getattr(cls, '__%sslice__' % name, None)
            if own is not None:
                full = '__%sitem__' % name
                setattr(cls, full, _item(own, getattr(cls, full, None), full))
        return cls

    def _item(own, item, name):
        def method(self, key, *value):
            if not isinstance(key, slice) or key.step is not None:
                if item is None:
                    raise AttributeError(name)
                return item(self, key, *value)
            start, stop = key.start or 0, sys.maxsize if key.stop is None else key.stop
            size = len(self) if start < 0 or stop < 0 else 0     # which Python 2 adds
            return own(self, start + size * (start < 0), stop + size * (stop < 0), *value)

        return functools.update_wrapper(method, own)
