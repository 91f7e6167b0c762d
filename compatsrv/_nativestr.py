"""The native string of the wire on Python 3: a str that carries bytes as latin-1 and acts as Python 2's str.

The rules of this file:
- each character is one byte, U+0000 to U+00FF, so that nothing is lost either way;
- methods know ASCII alone, as Python 2's do in the C locale: no other byte is a letter, a digit or white space;
- what Python 2 would give as str is a NativeString, and bytes are taken wherever str is: in Python 2 they are str;
- text beyond latin-1 is Python 2's unicode: the result is plain text then;
- for everything else it is a str: the same hash, the same order, at home in re, dicts, getattr and sqlite.

Never imported on 2.7, where str is all that.
"""

import codecs

__all__ = ['NativeString', 'native']

WHITE_SPACE = ' \t\n\r\x0b\x0c'

# Codecs of Python 2 from str to str; all others are between str and text.
FROM_BYTES_TO_BYTES = frozenset(('hex', 'base64', 'zlib', 'zip', 'bz2', 'quopri', 'quotedprintable', 'uu'))

# What encode() decodes as first, as sys.setdefaultencoding() has it on 2.7.
default = ['ascii']

DECODE_FIRST = ("ordinal not in range(128); a native string holds bytes already: send it as it is, "
                "or say of what text: x.decode('latin-1').encode(...)")


def native(text):
    """A str as NativeString; unchanged if it is text beyond latin-1."""
    try:
        str.encode(text, 'latin-1')
    except UnicodeEncodeError:
        return text
    return NativeString(text)


def plain(value):
    """An argument where Python 2 takes str: bytes become str, also in tuples; all else is unchanged."""
    if isinstance(value, (bytes, bytearray)):
        return NativeString(value, 'latin-1')
    if type(value) is tuple:
        return tuple([plain(part) for part in value])
    return value


def _raw(string):
    return str.encode(string, 'latin-1')


def _codec(encoding):
    """The name of a codec without what does not count, and without the suffix of its module."""
    name = encoding.lower().replace('-', '').replace('_', '')
    return name[:-5] if name.endswith('codec') else name


def _method(name, convert):
    """The method of str; convert() is applied to what it returns."""
    original = getattr(str, name)

    def method(self, *args):
        try:
            result = original(self, *args)
        except TypeError:       # bytes among the arguments?
            result = original(self, *[plain(arg) for arg in args])
        return convert(result)
    return _named(method, original)


def _ascii_method(name, convert):
    """The method of bytes, which is that of Python 2's str; convert() is applied to what it returns."""
    original = getattr(bytes, name)

    def method(self, *args, **kwargs):
        return convert(original(_raw(self), *args, **kwargs))
    return _named(method, original)


def _comparison(name, convert):
    """The comparison of str, with bytes too; None and numbers are less, as on Python 2."""
    original = getattr(str, name)
    beyond = {'__gt__': True, '__ge__': True, '__lt__': False, '__le__': False}.get(name, NotImplemented)

    def method(self, other):
        if isinstance(other, (bytes, bytearray)):
            return original(self, other.decode('latin-1'))
        return beyond if other is None or isinstance(other, (int, float)) else original(self, other)
    return _named(method, original)


def _named(method, original):
    method.__name__ = original.__name__
    method.__qualname__ = 'NativeString.' + original.__name__
    method.__doc__ = original.__doc__
    return method


def _same(value):
    return value


def _from_bytes(value):
    return NativeString(value, 'latin-1')


def _strings(values):
    return list(map(NativeString, values))


def _byte_strings(values):
    return [NativeString(value, 'latin-1') for value in values]


class NativeString(str):
    """Bytes in the shape of a str, with the methods of Python 2's. compatsrv.n() makes it."""

    __slots__ = ()

    # What it is to the rest of Python.

    def __str__(self):
        return self

    def __repr__(self):
        return NativeString(repr(_raw(self))[1:])

    def __bytes__(self):
        return _raw(self)

    def __buffer__(self, flags):
        """A read-only buffer, on 3.12 and up (PEP 688)."""
        return memoryview(_raw(self))

    def __format__(self, spec):
        return native(str.__format__(self, plain(spec)))

    def __int__(self):
        digits = self._number('int() with base 10').strip()
        if digits[:1] in (b'+', b'-'):      # after which Python 2 takes white space
            digits = digits[:1] + digits[1:].lstrip()
        try:
            return int(digits)
        except ValueError:      # which would show bytes
            raise ValueError('invalid literal for int() with base 10: %r' % (self,))

    def __float__(self):
        return float(self._number('float()'))

    def _number(self, wanted):
        # Python 3 takes 1_000 (PEP 515), and of a str more white space.
        if '_' in self:
            raise ValueError('invalid literal for %s: %r' % (wanted, self))
        return _raw(self)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce_ex__(self, protocol):
        """Below protocol 3: what makes a str of the same bytes on Python 2 and on 3, without compatsrv."""
        if protocol < 3:
            import ast
            return ast.literal_eval, (str.__str__(repr(self)),)
        return NativeString, (str.__str__(self),)

    __hash__ = str.__hash__     # CPython hashes bytes alike

    # What it is made of.

    def __iter__(self):
        return map(NativeString, str.__iter__(self))

    def __getitem__(self, index):
        return NativeString(str.__getitem__(self, index))

    def __contains__(self, part):
        return str.__contains__(self, plain(part))

    def __add__(self, other):
        if type(other) is not NativeString:
            other = plain(other)
            if not isinstance(other, str):
                return NotImplemented
            other = native(other)
        result = str.__add__(self, other)
        return NativeString(result) if isinstance(other, NativeString) else result

    def __radd__(self, other):
        other = plain(other)
        return native(str.__add__(other, self)) if isinstance(other, str) else NotImplemented

    def __mul__(self, times):
        result = str.__mul__(self, times)
        return result if result is NotImplemented else NativeString(result)

    __rmul__ = __mul__

    def __mod__(self, values):
        if type(values) is dict:
            values = {key: plain(value) for key, value in values.items()}
        result = str.__mod__(self, plain(values))
        return result if result is NotImplemented else native(result)

    def __rmod__(self, template):
        template = plain(template)
        return native(str.__mod__(template, self)) if isinstance(template, str) else NotImplemented

    def strip(self, chars=None):
        return NativeString(str.strip(self, WHITE_SPACE if chars is None else plain(chars)))

    def lstrip(self, chars=None):
        return NativeString(str.lstrip(self, WHITE_SPACE if chars is None else plain(chars)))

    def rstrip(self, chars=None):
        return NativeString(str.rstrip(self, WHITE_SPACE if chars is None else plain(chars)))

    def split(self, sep=None, maxsplit=-1):
        if sep is None:
            return _byte_strings(_raw(self).split(None, maxsplit))
        return _strings(str.split(self, plain(sep), maxsplit))

    def rsplit(self, sep=None, maxsplit=-1):
        if sep is None:
            return _byte_strings(_raw(self).rsplit(None, maxsplit))
        return _strings(str.rsplit(self, plain(sep), maxsplit))

    def replace(self, old, new, count=-1):
        if not self and count >= 0:     # so up to 3.8 (bpo-28029)
            return self
        return native(str.replace(self, plain(old), plain(new), count))

    def join(self, parts):
        return native(str.join(self, [plain(part) for part in plain(parts)]))

    def format(self, *args, **kwargs):
        return native(str.format(self, *plain(args), **{name: plain(kwargs[name]) for name in kwargs}))

    def translate(self, table, deletechars=''):
        """table: 256 characters, or None; or, as of Python 3, a mapping from str.maketrans()."""
        table = plain(table)
        if table is not None and not isinstance(table, str):
            return native(str.translate(self, table))
        return _from_bytes(_raw(self).translate(None if table is None else _raw(table), _raw(plain(deletechars))))

    # Between bytes and text.

    def decode(self, encoding=None, errors='strict'):
        """The text that the bytes are in that encoding. Codecs from bytes to bytes, as 'hex', give a NativeString."""
        encoding = encoding or default[0]
        codec = _codec(encoding)
        if codec == 'stringescape':
            return _from_bytes(codecs.escape_decode(_raw(self), errors)[0])
        if codec == 'rot13':
            return codecs.decode(str.__str__(self), encoding, errors)
        if codec not in FROM_BYTES_TO_BYTES:
            return _raw(self).decode(encoding, errors)
        try:
            return _from_bytes(codecs.decode(_raw(self), encoding, errors))
        except ValueError as error:
            if codec == 'hex':      # Python 2 raised that, and programs look for it
                raise TypeError(str(error))
            raise

    def encode(self, encoding=None, errors='strict'):
        """A NativeString for codecs from bytes to bytes, as 'hex'. For codecs of text, bytes.

        For the latter Python 2 decodes ASCII first, and so does this: UnicodeDecodeError for any other byte. But
        latin-1 always gives the bytes themselves, as with every native string of Python 3 (PEP 3333).
        """
        encoding = encoding or default[0]
        codec = _codec(encoding)
        if codec in FROM_BYTES_TO_BYTES:
            return _from_bytes(codecs.encode(_raw(self), encoding, errors))
        if codec == 'stringescape':
            return _from_bytes(codecs.escape_encode(_raw(self), errors)[0])
        if codecs.lookup(encoding).name == 'iso8859-1':
            return _raw(self)
        try:
            text = _raw(self).decode(default[0])
        except UnicodeDecodeError as error:
            raise UnicodeDecodeError(default[0], error.object, error.start, error.end, DECODE_FIRST)
        if codec == 'rot13':
            return NativeString(codecs.encode(text, encoding, errors))
        return text.encode(encoding, errors)


def _define(names, make, convert):
    for name in names.split():
        setattr(NativeString, name, make(name, convert))


_define('__eq__ __ne__ __lt__ __le__ __gt__ __ge__', _comparison, None)
# Methods that do the same with every character.
_define('count find index rfind rindex endswith startswith', _method, _same)
_define('center ljust rjust zfill', _method, native)
_define('partition rpartition', _method, lambda parts: tuple(map(NativeString, parts)))
# Methods that have to know what a letter or a line is.
_define('isalnum isalpha isdigit islower isspace istitle isupper', _ascii_method, _same)
_define('capitalize lower swapcase title upper expandtabs', _ascii_method, _from_bytes)
_define('splitlines', _ascii_method, _byte_strings)
