"""Files and trees: which there are, and how one is replaced.

The rules of this file:
- a file is replaced whole or not at all, whatever happens: it is written beside, made durable, and renamed;
- its mode, owner and times stay as they were; a link stays a link;
- what cannot be read or written is told of, and the others go on.
"""

import contextlib
import os
import stat
import tempfile

from compatsrv.migrate.source import Unreadable

__all__ = ['find', 'read', 'replace']

SKIPPED = ('__pycache__', '.git', '.hg', '.svn', '.bzr', '.tox', '.nox', '.eggs', 'node_modules')
LARGEST = 64 * 1024 * 1024      # bytes


def find(paths, complain):
    """Yield the Python files of paths, files and trees, each once, in order.

    A tree's are those named *.py and *.pyw, and those that begin with #! and python. complain: called with an
    Unreadable for what there is not or cannot be listed; for a folder that a link leads into again, too.
    """
    seen = set()
    for path in paths:
        if not os.path.isdir(path):
            if _new(path, seen, complain):
                yield path
            continue
        for name in _walk(path, complain):
            if _new(name, seen, complain):
                yield name


def _new(path, seen, complain):
    try:
        status = os.stat(path)
    except EnvironmentError as error:
        complain(Unreadable(path, error.strerror or str(error)))
        return False
    if not stat.S_ISREG(status.st_mode):
        complain(Unreadable(path, 'no file'))
        return False
    identity = (status.st_dev, status.st_ino)
    if identity in seen:
        return False
    seen.add(identity)
    return True


def _walk(top, complain):
    def failed(error):
        complain(Unreadable(error.filename or top, error.strerror or str(error)))

    above = {}      # folder -> the identities of the folders that lead to it
    for folder, folders, names in os.walk(top, onerror=failed, followlinks=True):
        try:
            status = os.stat(folder)
        except EnvironmentError as error:
            failed(error)
            folders[:] = []
            continue
        identity = (status.st_dev, status.st_ino)
        leading = above.get(os.path.dirname(folder), frozenset()) if folder != top else frozenset()
        if identity in leading:
            complain(Unreadable(folder, 'a link to a folder that it is in'))
            folders[:] = []
            continue
        above[folder] = leading | {identity}
        folders[:] = sorted(name for name in folders if name not in SKIPPED)
        for name in sorted(names):
            path = os.path.join(folder, name)
            if name.endswith(('.py', '.pyw')) or ('.' not in name and _is_script(path)):
                yield path


def _is_script(path):
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return False
        with open(path, 'rb') as file:
            line = file.readline(200)
    except EnvironmentError:
        return False
    return line.startswith(b'#!') and b'python' in line


def read(path):
    """The bytes of a file. Raises Unreadable."""
    try:
        with open(path, 'rb') as file:
            data = file.read(LARGEST + 1)
    except EnvironmentError as error:
        raise Unreadable(path, error.strerror or str(error))
    if len(data) > LARGEST:
        raise Unreadable(path, 'longer than %d MiB: no source that a person wrote' % (LARGEST >> 20))
    return data


def replace(path, old, new, backup=None):
    """Put the bytes new in the place of old in the file at path.

    backup: a suffix; the file with it gets old. Raises Unreadable, and leaves all as it was, if that cannot be done
    or if the file is not old any more.
    """
    path = os.path.realpath(path)
    try:
        status = os.stat(path)
        if not os.access(path, os.W_OK):
            raise Unreadable(path, 'is read-only: left as it is')
        if read(path) != old:
            raise Unreadable(path, 'has changed since it was read: left as it is')
        if backup:
            _write(path + backup, old, status)
        _write(path, new, status)
        _forget_compiled(path)
    except EnvironmentError as error:
        raise Unreadable(path, 'left as it is: %s' % (error.strerror or error))


def _forget_compiled(path):
    """What was compiled of the old file has its time: 2.7 would go on running it."""
    for suffix in 'co':
        with contextlib.suppress(EnvironmentError):
            os.unlink(path + suffix)


def _write(path, data, status):
    """Write a file beside, with the mode, owner and times of status, and rename it."""
    folder, name = os.path.split(path)
    descriptor, temporary = tempfile.mkstemp('.tmp', '.%s.' % name, folder)
    try:
        with os.fdopen(descriptor, 'wb') as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if hasattr(os, 'fchown') and (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
                os.fchown(file.fileno(), status.st_uid, status.st_gid)
            os.chmod(temporary, stat.S_IMODE(status.st_mode))
        os.utime(temporary, ns=(status.st_atime_ns, status.st_mtime_ns))
        os.replace(temporary, path)
    except:     # noqa: E722 - whatever it is, nothing may stay behind
        with contextlib.suppress(EnvironmentError):
            os.unlink(temporary)
        raise
