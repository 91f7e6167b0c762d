"""Files whose content is bytes, whatever their mode says of text: on Python 2 all were."""

import io

from compatsrv._nativestr import native, plain
from compatsrv._strings import b, n
from compatsrv.py2._paths import encoded

__all__ = ['StringIO', 'fdopen', 'open']


def open(name, mode='r', buffering=-1):
    """The built-in open() of Python 2: a file of native strings. Lines end as they do in the file, but for mode 'U'."""
    try:
        file = _open(encoded(name), mode, buffering)
    except EnvironmentError as error:
        error.filename = name
        raise
    file.name = name
    return file


def fdopen(fd, mode='r', bufsize=-1):
    """os.fdopen(): a file of native strings."""
    return _open(fd, mode, bufsize)


def _open(name, mode, buffering):
    said, mode = mode, mode.replace('t', '')
    if 'U' in mode:
        return Universal(io.open(name, 'rb'), said)
    # A binary file of Python 3 cannot be buffered by lines: written at once, nobody waits longer.
    file = io.open(name, mode if 'b' in mode else mode + 'b', 0 if buffering == 1 and 'r' not in mode else buffering)
    return File(io.BufferedReader(file) if buffering == 0 and mode.strip('b') == 'r' else file, said)


class File(object):
    """A binary file that gives native strings, and takes them, plain str of latin-1, and bytes. `raw` is the plain one."""

    softspace, encoding, newlines = 0, None, None

    def __init__(self, raw, mode=None):
        self.raw = raw
        if mode is not None:
            self.mode = mode

    def __getattr__(self, name):
        if name == 'raw':
            raise AttributeError(name)
        return getattr(self.raw, name)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.raw.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    next = __next__

    def xreadlines(self):
        return self

    def read(self, size=-1):
        return n(self.raw.read(size))

    def readline(self, size=-1):
        return n(self.raw.readline(size))

    def readlines(self, hint=-1):
        return [n(line) for line in self.raw.readlines(hint)]

    def write(self, data):
        self.raw.write(b(data))

    def writelines(self, lines):
        self.raw.writelines(map(b, lines))


class Universal(File):
    """One whose lines end with \\n, whatever they end with in the binary file `raw`."""

    def __init__(self, raw, mode='rU'):
        super(Universal, self).__init__(raw, mode)
        self._text = io.TextIOWrapper(raw, 'latin-1')

    def read(self, size=-1):
        return native(self._text.read(size))

    def readline(self, size=-1):
        return native(self._text.readline(size))

    def readlines(self, hint=-1):
        return list(map(native, self._text.readlines(hint)))

    def tell(self):
        return self._text.tell()

    def seek(self, *args):
        self._text.seek(*args)


class StringIO(io.StringIO):
    """StringIO and cStringIO: what was bytes comes out as a native string, and text beyond latin-1 as text."""

    def __init__(self, buf=''):
        io.StringIO.__init__(self, plain(buf), '\n')

    def __next__(self):
        return native(io.StringIO.__next__(self))

    def write(self, data):
        io.StringIO.write(self, plain(data) if not isinstance(data, (int, float)) else str(data))

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def getvalue(self, use_pos=None):
        return native(io.StringIO.getvalue(self))

    def read(self, size=-1):
        return native(io.StringIO.read(self, size))

    def readline(self, size=-1):
        return native(io.StringIO.readline(self, size))

    def readlines(self, hint=-1):
        return [native(line) for line in io.StringIO.readlines(self, hint)]

    def next(self):
        return self.__next__()

    def reset(self):
        self.seek(0)

    def seek(self, pos, mode=0):
        io.StringIO.seek(self, max(0, pos + (0, self.pos, self.len)[mode]))

    def truncate(self, size=None):
        """Leave size characters, and the place where it is if it is among them; Python 3 would leave it anyway."""
        io.StringIO.truncate(self, size)
        self.seek(min(self.pos, self.len))

    @property
    def pos(self):
        return self.tell()

    @property
    def buf(self):
        return self.getvalue()

    @property
    def len(self):
        return len(self.getvalue())
