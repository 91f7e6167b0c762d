"""The module os: names of files, the environment and the words of commands are native strings."""

from compatsrv.py2._names import become, take

if str is bytes:
    import os as _os

    become(__name__, _os)
else:
    import os as _os

    from compatsrv._nativestr import native as _native
    from compatsrv.py2 import paths as path     # noqa: F401
    from compatsrv.py2._paths import (by_bytes as _by_bytes, encoded as _encoded, is_text as _is_text,
                                      names as _names, tell as _tell, wrapped as _wrapped)
    from compatsrv.py2.files import fdopen      # noqa: F401
    from compatsrv.py2.paths import curdir, extsep, pardir, pathsep, sep    # noqa: F401
    from compatsrv.py2.processes import popen   # noqa: F401
    from compatsrv.py2.user_dicts import DictMixin as _DictMixin

    linesep = _names(_os.linesep)
    _wrapped(_os, 'access chdir chflags chmod chown chroot ctermid execl execle execlp execlpe execv execve execvp execvpe getcwd '
                  'getlogin lchflags lchmod lchown link listdir lstat makedirs mkdir mkfifo mknod open pathconf readlink remove '
                  'removedirs rename renames rmdir spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe startfile '
                  'stat statvfs symlink system ttyname unlink utime', _by_bytes, globals())

    def walk(top, topdown=True, onerror=None, followlinks=False):
        """Yield (folder, names of folders, names of others) of a tree. What is taken out of the second is not looked into."""
        def failed(error):
            _tell(error)
            onerror(error)

        text = _is_text(top)
        for folder, dirs, others in _os.walk(top if text else _encoded(top), topdown, onerror and failed, followlinks):
            if text:
                yield folder, dirs, others
                continue
            entries = _names(dirs)
            yield _names(folder), entries, _names(others)
            dirs[:] = _encoded(entries)

    class _Environ(_DictMixin):
        """os.environ, which is written and read as bytes where the system has them so."""

        _data = _os.environb if _os.supports_bytes_environ else _os.environ

        @staticmethod
        def _convert(value):
            # Of unicode 2.7 takes ASCII alone: there is no text here.
            raw = _encoded(_native(value))
            return raw if _os.supports_bytes_environ else _os.fsdecode(raw)

        def __getitem__(self, key):
            try:
                return _names(self._data[self._convert(key)])
            except KeyError:
                raise KeyError(key)

        def __setitem__(self, key, value):
            self._data[self._convert(key)] = self._convert(value)

        def __delitem__(self, key):
            try:
                del self._data[self._convert(key)]
            except KeyError:
                raise KeyError(key)

        def __contains__(self, key):
            return isinstance(key, str) and self._convert(key) in self._data

        has_key = __contains__

        def __len__(self):
            return len(self._data)

        def keys(self):
            return [_names(key) for key in self._data]

        def copy(self):
            """A dict of what is there now."""
            return dict(self)

    environ = _Environ()

    def getenv(key, default=None):
        """The value of a variable, or default."""
        return environ.get(key, default)

    # What these do is not to be seen in environ, as on 2.7.

    def putenv(key, value):
        _os.putenv(_encoded(_native(key)), _encoded(_native(value)))

    def unsetenv(key):
        _os.unsetenv(_encoded(_native(key)))

    take(_os, globals())
