"""Forms and their encodings."""

import email.message
import os

from compatsrv._nativestr import NativeString, native
from compatsrv._requests import Reader
from compatsrv._strings import b, n

__all__ = ['FieldStorage', 'escape', 'parse_header']


def escape(s, quote=None):
    """s with entities for & < > and, if quote is true, for the double quote."""
    s = native(s).replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    return s.replace('"', '&quot;') if quote else s


def parse_header(line):
    """(the value, a dict of the parameters) of a header as Content-Type."""
    message = email.message.Message()
    message['Content-Type'] = line
    params = message.get_params(failobj=[('', '')])
    return native(params[0][0]), {native(name): native(value) for name, value in params[1:]}


class _Bytes(object):
    """A file of native strings, read as bytes."""

    def __init__(self, file):
        self.file = file

    def read(self, *size):
        return b(self.file.read(*size))

    def readline(self, *size):
        return b(self.file.readline(*size))


_classes = []


def FieldStorage(fp=None, headers=None, outerboundary='', environ=os.environ, keep_blank_values=0, strict_parsing=0):
    """cgi.FieldStorage over a file of native strings or of bytes; its values are native strings.

    Raises ImportError where Python has no module cgi (3.13 and newer) and legacy-cgi is not installed.
    """
    if not _classes:
        _classes.append(_make_class())
    if fp is not None:
        fp = _Bytes(fp)
    return _classes[0](fp, headers, b(outerboundary), environ, keep_blank_values, strict_parsing, encoding='latin-1')


def _make_class():
    try:
        import cgi
    except ImportError:
        raise ImportError('this Python has no module cgi any more: pip install legacy-cgi')

    class NativeFieldStorage(cgi.FieldStorage):
        FieldStorageClass = None

        def __getattr__(self, name):
            return _native(cgi.FieldStorage.__getattr__(self, name))

        def getvalue(self, key, default=None):
            return _native(cgi.FieldStorage.getvalue(self, key, default))

        def read_lines(self):
            cgi.FieldStorage.read_lines(self)
            self._native_file()

        def read_binary(self):
            cgi.FieldStorage.read_binary(self)
            self._native_file()

        def _native_file(self):
            # Python 2's were all of bytes; closed with this, as before.
            if self._binary_file and not isinstance(self.file, Reader):
                self.file = Reader(self.file, NativeString)

        def has_key(self, key):
            return key in self

    return NativeFieldStorage


def _native(value):
    if isinstance(value, (bytes, str)):
        return n(value) if isinstance(value, bytes) else native(value)
    if isinstance(value, list):
        return [_native(part) for part in value]
    return value
