"""The modules os.path and posixpath, for names that are bytes.

split() and others that only look at characters are those of Python 3.
"""

from compatsrv.py2._names import become, take

if str is bytes:
    import os.path as _path

    become(__name__, _path)
else:
    import os.path as _path

    from compatsrv._nativestr import NativeString as _NativeString, native as _native
    from compatsrv.py2._paths import by_bytes as _by_bytes, is_text as _is_text, names as _names, wrapped as _wrapped

    # The program compares and joins by them what it has.
    sep, pardir, curdir, extsep, pathsep = map(_names, (_path.sep, _path.pardir, _path.curdir, _path.extsep, _path.pathsep))
    _wrapped(_path, 'abspath exists expanduser getatime getctime getmtime getsize isdir isfile islink ismount lexists '
                    'normcase normpath realpath relpath samefile', _by_bytes, globals())

    def join(path, *others):
        """The names with '/' between them. Before native strings a path may be text of the system, as __file__ is."""
        if _is_text(path) and any(type(other) is _NativeString for other in others):
            path = _names(path)
        return _path.join(path, *others)

    def expandvars(path):
        """The path with the values of $NAME and ${NAME}. Of unicode 2.7 takes ASCII alone: there is no text here."""
        return _by_bytes(_path.expandvars)(_native(path))

    take(_path, globals())
