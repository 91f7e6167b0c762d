"""The files of handlers that deal in native strings, on Python 3, over the plain ones, which are their `raw`.

The rules of this file:
- what is read becomes native strings, what is written becomes bytes, and all else is the plain file's;
- no more is taken from the plain file than is given: others may read it too, as http.server does;
- None is what a file that does not block gives when there is nothing.
"""

import io
import itertools

from compatsrv._nativebytes import NativeBytes
from compatsrv._nativestr import NativeString
from compatsrv._sockets import read_whole
from compatsrv._strings import b

__all__ = ['MAKERS', 'Reader', 'Writer']


def _string(data):
    return NativeString(data, 'latin-1')


# class -> what makes one of bytes
MAKERS = {NativeString: _string, NativeBytes: NativeBytes}


class _File(object):
    """What all of them share."""

    def __init__(self, file, cls):
        self.raw = file
        self._make = MAKERS[cls]

    def __getattr__(self, name):
        if name == 'raw':       # before __init__: copy and pickle ask
            raise AttributeError(name)
        return getattr(self.raw, name)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def _result(self, data):
        return None if data is None else self._make(data)

    def getvalue(self):
        """Of a datagram's files: all of the datagram, or what was written."""
        return self._make(self.raw.getvalue())


def _readline(readline, cls):
    """readline() of a Reader: as a function, and without a call of its maker, it takes two thirds of the time."""
    if cls is NativeString:
        def native(size=-1):
            return NativeString(readline(size), 'latin-1')
    else:
        def native(size=-1):
            return cls(readline(size))
    return native


class Reader(_File):
    """A binary file for reading, which gives native strings.

    readline(size=-1)   the next line with its end, of size characters at most; '' at the end of the stream
    """

    def __init__(self, file, cls):
        super(Reader, self).__init__(file, cls)
        self.readline = _readline(file.readline, cls)
        self._read = read_whole(file.read) if isinstance(file, io.RawIOBase) else file.read

    def __iter__(self):
        if self._make is _string:       # no call of a Python function a line
            return map(NativeString, self.raw, itertools.repeat('latin-1'))
        return map(self._make, self.raw)

    def __next__(self):
        return self._make(next(self.raw))

    next = __next__

    def readlines(self, hint=None):
        """The lines until the end, or until they have hint characters in all."""
        lines, size = [], 0
        for line in self:
            lines.append(line)
            size += len(line)
            if hint and 0 < hint <= size:
                break
        return lines

    def read(self, size=-1):
        """size characters, or less at the end of the stream; all until then if size is None or negative."""
        if size is None or size < 0:        # an HTTPResponse takes -1 for a size
            return self._result(self._read())
        return self._result(self._read(size))

    def read1(self, size=-1):
        """What there is, of size characters at most; waits only if there is nothing."""
        return self._result(self.raw.read1(size))

    def peek(self, size=0):
        """What there is, without taking it; waits only if there is nothing."""
        return self._result(self.raw.peek(size))

    def readinto(self, buf):
        """Read into a buffer; return the number of bytes."""
        view = memoryview(buf).cast('B')
        data = self.read(len(view))
        if data is None:
            return None
        view[:len(data)] = b(data)
        return len(data)

    readinto1 = readinto


class Writer(_File):
    """A binary file for writing, which takes native strings, latin-1 text and bytes."""

    def write(self, data):
        """Write; return the number of bytes. UnicodeEncodeError for other text, TypeError for no string."""
        return self.raw.write(b(data))

    def writelines(self, lines):
        self.raw.writelines(map(b, lines))
