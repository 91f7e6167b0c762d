"""The module shutil: names are native strings."""

from compatsrv.py2._names import become, take

if str is bytes:
    import shutil as _shutil

    become(__name__, _shutil)
else:
    import shutil as _shutil

    from compatsrv.py2._paths import by_text as _by_text, decoded as _decoded, names as _names, wrapped as _wrapped

    # Not all of them take bytes: of move() it is the destination alone.
    _wrapped(_shutil, 'copy copy2 copyfile copymode copystat make_archive', _by_text, globals())

    def copytree(src, dst, symlinks=False, ignore=None):
        """Copy a tree. ignore(folder, names) returns those of the names that are left out."""
        def ignored(folder, entries):
            return _decoded(list(ignore(_names(folder), _names(list(entries)))))

        try:
            _by_text(_shutil.copytree)(src, dst, symlinks, ignore and ignored)
        except _shutil.Error as error:
            raise _shutil.Error(_names(error.args[0]))

    def ignore_patterns(*patterns):
        """An ignore for copytree()."""
        return lambda folder, entries: set(_names(list(_shutil.ignore_patterns(*_names(patterns))(folder, entries))))

    def move(src, dst):
        """Move a file or a tree; into dst, if that is a directory."""
        try:
            _by_text(_shutil.move)(src, dst)
        except _shutil.Error as error:
            raise _shutil.Error(*_names(error.args))

    def rmtree(path, ignore_errors=False, onerror=None):
        """Remove a tree; onerror(function, path, exc_info) is told of what fails."""
        def failed(function, name, exc_info):
            onerror(function, _names(name), exc_info)

        _by_text(_shutil.rmtree)(path, ignore_errors, onerror and failed)

    take(_shutil, globals())
