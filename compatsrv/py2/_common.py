"""What the modules of this package share, on Python 3."""

from compatsrv._nativestr import NativeString, native
from compatsrv._strings import b, n

__all__ = ['Bytes', 'Wrapper', 'buffered', 'natives', 'put', 'strings', 'text']


def strings(x):
    """Bytes as native strings, also in lists, tuples and dicts; all else is unchanged."""
    if isinstance(x, (bytes, bytearray)):
        return n(x)
    if type(x) in (list, tuple):
        return type(x)([strings(part) for part in x])
    if type(x) is dict:
        return {strings(key): strings(value) for key, value in x.items()}
    return x


def text(x):
    """Native strings as the text that they are in UTF-8, also in lists, tuples and dicts; all else is unchanged.

    Raises UnicodeDecodeError for what is no UTF-8, as json does on 2.7.
    """
    if isinstance(x, NativeString):
        return b(x).decode('utf-8')
    if isinstance(x, (list, tuple)):
        return [text(part) for part in x]
    if isinstance(x, dict):
        return {text(key): text(value) for key, value in x.items()}
    return x


def buffered(x):
    """A string as bytes; all else is unchanged."""
    return b(x) if isinstance(x, str) else x


def natives(x):
    """Text of latin-1 as native strings, also in lists, tuples and dicts; all else is unchanged."""
    if type(x) is str:
        return native(x)
    if type(x) in (list, tuple):
        return type(x)([natives(part) for part in x])
    if type(x) is dict:
        return {natives(key): natives(value) for key, value in x.items()}
    return x


def put(file, data):
    """Write bytes to a text file as they are."""
    file.flush()
    file.buffer.write(data)
    file.buffer.flush()


class Wrapper(object):
    """Has what the plain object has, but for what a subclass has itself."""

    def __init__(self, plain):
        self._plain = plain

    def __getattr__(self, name):
        if name == '_plain':        # before __init__: copy and pickle ask
            raise AttributeError(name)
        return getattr(self._plain, name)


class Bytes(Wrapper):
    """A file of native strings, for what reads and writes bytes."""

    def read(self, *args):
        return b(self._plain.read(*args))

    def readline(self, *args):
        return b(self._plain.readline(*args))

    def write(self, data):
        self._plain.write(n(data))
        return len(data)
