"""Functions of the standard library that are gone, or have another name, on Python 3."""

__all__ = ['clock', 'getargspec', 'getcwdu', 'isMappingType', 'isNumberType', 'isSequenceType', 'popen2', 'popen3', 'popen4',
           'walk_path']

if str is bytes:
    from inspect import getargspec
    from operator import isMappingType, isNumberType, isSequenceType
    from os import getcwdu, popen2, popen3, popen4
    from os.path import walk as walk_path
    from time import clock
else:
    import collections
    import inspect
    import numbers
    from os import getcwd as getcwdu    # noqa: F401
    from time import process_time as clock      # noqa: F401

    from compatsrv.py2 import popens

    ArgSpec = collections.namedtuple('ArgSpec', 'args varargs keywords defaults')

    def getargspec(function):
        """The parameters of a function: (names, *name, **name, defaults)."""
        return ArgSpec(*inspect.getfullargspec(function)[:4])

    def walk_path(top, func, arg):
        """os.path.walk(): call func(arg, folder, names) of a folder, and of those among the names, of which it may take some out."""
        from compatsrv.py2 import systems as os
        try:
            names = os.listdir(top)
        except OSError:
            return
        func(arg, top, names)
        for name in names:
            path = os.path.join(top, name)
            if os.path.isdir(path) and not os.path.islink(path):
                walk_path(path, func, arg)

    def isMappingType(x):
        """Has it items? True of all objects with __getitem__(), but strings, lists and tuples."""
        return hasattr(x, '__getitem__') and not isinstance(x, (str, list, tuple))

    def isSequenceType(x):
        """Has it items? True of all objects with __getitem__() but dicts."""
        return hasattr(x, '__getitem__') and not isinstance(x, dict)

    def isNumberType(x):
        """Is it a number, or an object that can be made one?"""
        return isinstance(x, numbers.Number) or hasattr(x, '__int__') or hasattr(x, '__float__')

    def popen2(command, mode='t', bufsize=-1):
        """os.popen2(): (what it reads, what it writes)."""
        out, into = popens.popen2(command)
        return into, out

    def popen3(command, mode='t', bufsize=-1):
        """os.popen3(): (what it reads, what it writes, its stderr)."""
        out, into, error = popens.popen3(command)
        return into, out, error

    def popen4(command, mode='t', bufsize=-1):
        """os.popen4(): (what it reads, what it writes, to stderr too)."""
        out, into = popens.popen4(command)
        return into, out
