"""Files of native strings, on Python 3."""

import builtins
import io
import subprocess

from compatsrv._nativestr import NativeString
from compatsrv._requests import Reader, Writer
from compatsrv._strings import b, n

__all__ = ['File', 'StringIO', 'open', 'popen']


class File(Reader, Writer):
    """A file opened for native strings: iteration, reading and writing; all else is that of the binary file."""

    softspace = 0

    def __init__(self, raw):
        super(File, self).__init__(raw, NativeString)

    @property
    def name(self):
        return self.raw.name

    def seek(self, offset, whence=0):
        if whence == 1 and (self._lines or self._ahead.tell() != len(self._ahead.getvalue())):
            offset, whence = self.tell() + offset, 0
        self._lines[:], self._ahead = [], self._file_of()
        self._next_line = self._lines.pop
        return self.raw.seek(offset, whence)

    def tell(self):
        self._put_back()
        return self.raw.tell() - len(self._ahead.getvalue()) + self._ahead.tell()

    def write(self, data):
        if self._lines or self._ahead.getvalue():
            self.seek(self.tell())
        return super(File, self).write(data)


class _TextFile(File):
    """One whose line ends are all '\\n' when read: mode 'U'."""

    def __init__(self, raw):
        data = raw.read()
        name = raw.name
        raw.close()
        raw = io.BytesIO(data.replace(b'\r\n', b'\n').replace(b'\r', b'\n'))
        raw.name = name
        super(_TextFile, self).__init__(raw)


def open(name, mode='r', buffering=-1):
    """A file of native strings, nothing of which is translated. mode: as on 2.7; 'b' makes no difference."""
    universal = 'U' in mode
    mode = mode.replace('U', '').replace('t', '').replace('b', '') or 'r'
    if mode[0] not in 'rwa':
        mode = 'r' + mode
    # Not buffered, lines: a binary file has neither; what is written is flushed at once instead.
    file = builtins.open(name, mode + 'b', buffering if buffering > 1 or (buffering == 0 and mode[0] != 'r') else -1)
    if universal and mode[0] == 'r':
        return _TextFile(file)
    return _LineFile(file) if buffering == 1 and mode != 'r' else File(file)


class _LineFile(File):
    """One that is flushed after each write."""

    def write(self, data):
        written = super(_LineFile, self).write(data)
        self.raw.flush()
        return written


class StringIO(File):
    """A file in memory: StringIO.StringIO and cStringIO.StringIO. It takes bytes, too, as pickle and others write them."""

    def __init__(self, buf=''):
        super(StringIO, self).__init__(io.BytesIO(b(buf)))

    def getvalue(self):
        return n(self.raw.getvalue())

    @property
    def len(self):
        return len(self.raw.getvalue())

    def reset(self):
        self.seek(0)

    def truncate(self, size=None):
        size = self.raw.truncate(self.tell() if size is None else size)
        self.seek(min(size, self.tell()))


class _Pipe(File):
    """What popen() gives: close() returns the status, None for 0."""

    def __init__(self, process, raw):
        super(_Pipe, self).__init__(raw)
        self._process = process

    def close(self):
        self.raw.close()
        status = self._process.wait()
        return (status << 8 if status > 0 else -status) or None


def popen(command, mode='r', bufsize=-1):
    kind = {'stdin' if 'w' in mode else 'stdout': subprocess.PIPE}
    process = subprocess.Popen(command, shell=True, **kind)
    return _Pipe(process, process.stdin or process.stdout)
