"""The modules os.path and posixpath, for names that are bytes.

split() and others that only look at characters are those of Python 3.
"""

from compatsrv.py2._names import become, take

if str is bytes:
    import os.path as _path


    def join(path, *others):
        """The names with '/' between them. Among native strings text is what the system has for it."""
        parts = (path,) + others
        if any(type(part) is _NativeString for part in parts) and any(map(_is_text, parts)):
            parts = map(_names, parts)
        return _path.join(*parts)

    def expandvars(path):
        """The path with the values of $NAME and ${NAME}. Of unicode 2.7 takes ASCII alone: there is no text here."""
        return _by_bytes(_path.expandvars)(_native(path))

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
        """The names with '/' between them. Among native strings text is what the system has for it."""
        parts = (path,) + others
        if any(type(part) is _NativeString for part in parts) and any(map(_is_text, parts)):
            parts = map(_names, parts)
        return _path.join(*parts)

    def expandvars(path):
        """The path with the values of $NAME and ${NAME}. Of unicode 2.7 takes ASCII alone: there is no text here."""
        return _by_bytes(_path.expandvars)(_native(path))

    take(_path, globals())
