"""The statement print, as a function, and the standard streams, whose text files know nothing of native strings."""

from __future__ import print_function

import sys

__all__ = ['print', 'stdin', 'stream', 'write']

WHITE_SPACE = '\t\n\r\x0b\x0c'      # after which no blank is put

if str is bytes:
    TEXT = type(u'')
else:
    TEXT = str
    from compatsrv._nativestr import NativeString, native, plain
    from compatsrv.py2._common import Wrapper, put
    from compatsrv.py2._paths import is_text


def print(*values, **options):
    """Print as the statement does: values with blanks between them, and an end of line.

    file   what to write to, sys.stdout by default
    end    '\\n'; ' ' stands for the comma at the end of a statement: a blank comes before what is printed next
    sep    ' '

    On Python 3 what carries bytes is written as these bytes, and nothing raises an error for its characters.
    """
    file = options.get('file')
    if file is None:
        file = sys.stdout
    sep, end = options.get('sep', ' '), options.get('end', '\n')
    parts = []
    blank = getattr(file, 'softspace', 0)
    for value in values:
        if blank:
            parts.append(sep)
        part = value if isinstance(value, (str, TEXT)) else _str(value)
        parts.append(part)
        blank = not part or part[-1] not in WHITE_SPACE
    if end != ' ':
        parts.append(end)
    _write(file, parts)
    _set_blank(file, int(end == ' ' and bool(blank)))


def write(file, *strings):
    """Write strings to sys.stdout, sys.stderr or another text file as print() does, one after the other."""
    for string in strings:
        _write(file, [string])


def _set_blank(file, blank):
    try:
        file.softspace = blank
    except (AttributeError, TypeError):
        pass


if str is bytes:
    _str = str

    def stdin():
        """sys.stdin."""
        return sys.stdin

    def stream(file):
        """The file."""
        return file

    def _write(file, parts):
        for part in parts:      # each encoded as the file will have it
            file.write(part)
else:
    def _str(value):
        return str(plain(value))

    def stdin():
        """sys.stdin as a file of native strings."""
        from compatsrv.py2.files import File
        return File(sys.stdin.buffer, 'r') if hasattr(sys.stdin, 'buffer') else sys.stdin

    class _Stream(Wrapper):
        def __eq__(self, other):
            return self is other or self._plain is other

        def __ne__(self, other):
            return not self == other

        __hash__ = object.__hash__

        def write(self, string):
            _write(self._plain, [string])

        def writelines(self, strings):
            write(self._plain, *strings)

        def close(self):
            """Programs close what is not sys.stdout, and this is not the same object."""
            self._plain.flush()

    def stream(file):
        """sys.stdout or sys.stderr as a file that takes native strings."""
        return _Stream(file) if hasattr(file, 'buffer') else file

    def _write(file, parts):
        text = ''.join(map(plain, parts))
        if not any(c > '\x7f' for c in text):
            file.write(text)
        elif getattr(file, 'buffer', None) is None:
            file.write(native(text))
        else:
            put(file, _encoded(text, parts, file.encoding))

    def _encoded(text, parts, encoding):
        """The bytes that the text carries, if it carries any; if not, it is encoded."""
        if any(type(part) is NativeString for part in parts) or not is_text(text):
            try:
                return text.encode('latin-1')
            except UnicodeEncodeError:
                pass
        return text.encode(encoding, 'backslashreplace')
