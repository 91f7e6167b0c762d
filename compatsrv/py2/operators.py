"""Built-in functions and operators of Python 2."""

import builtins
import codecs
import decimal
import math
import numbers

from compatsrv._nativestr import NativeString, default, native
from compatsrv._strings import b, n

__all__ = ['buffer', 'bytearray', 'chr', 'cmp', 'div', 'filter', 'oct', 'repr', 'round', 'setdefaultencoding', 'str', 'type',
           'unicode']


def chr(i):
    """The string of one byte. ValueError if it is none."""
    return n(bytes((i,)))


def setdefaultencoding(name):
    """What native strings are decoded as where nothing is said. Text and bytes do not mix by that, as they do on 2.7."""
    codecs.lookup(name)
    default[0] = name


def oct(x):
    """Octal digits with a 0 before them."""
    text = builtins.oct(x)
    return text.replace('0o', '0') if x else '0'


def repr(object):
    """The printable form; of strings of latin-1 as Python 2's str have it."""
    if builtins.type(object) is builtins.str:
        object = native(object)
    return builtins.repr(object)


def round(number, ndigits=0):
    """A float; of two that are equally near the one that is farther from 0."""
    context = decimal.Context(prec=400, rounding=decimal.ROUND_HALF_UP)
    if not math.isfinite(number):
        return float(number)
    exponent = decimal.Decimal(1).scaleb(-ndigits, context)
    return float(decimal.Decimal(float(number)).quantize(exponent, context=context))


def cmp(one, other):
    """Negative, zero or positive, as `one` is less than `other`, equal or greater."""
    return (one > other) - (one < other)


def div(one, other):
    """Python 2's `one / other`: whole numbers give a whole number, rounded down."""
    if isinstance(one, numbers.Integral) and isinstance(other, numbers.Integral):
        return one // other
    return one / other


def filter(function, values):
    """Of a str the characters, of a tuple or another iterable the items, for which function(x) is true: as that type."""
    found = builtins.filter(function, native(values) if isinstance(values, builtins.str) else values)
    if isinstance(values, builtins.str):
        return native(''.join(found))
    return tuple(found) if isinstance(values, tuple) else list(found)


class _Bytes(builtins.type):
    """isinstance(x, str): native strings, bytes, and what may be either, which is text of ASCII."""

    def __instancecheck__(cls, instance):
        return isinstance(instance, (NativeString, bytes)) or isinstance(instance, builtins.str) and all(c < '\x80' for c in instance)

    def __call__(cls, *args):
        if args and isinstance(args[0], (bytes, builtins.bytearray, memoryview)):
            return n(args[0])
        return native(builtins.str(*args))


class _Text(builtins.type):
    """isinstance(x, unicode): text, but no native string."""

    def __instancecheck__(cls, instance):
        return isinstance(instance, builtins.str) and not isinstance(instance, NativeString)

    def __subclasscheck__(cls, subclass):
        return issubclass(subclass, builtins.str) and not issubclass(subclass, NativeString)

    def __call__(cls, object='', encoding=None, errors='strict'):
        if encoding is None and hasattr(object, '__unicode__'):
            return object.__unicode__()
        if encoding is None and not isinstance(object, (bytes, NativeString)):
            return builtins.str(object)
        return b(object).decode(encoding or default[0], errors)


def _method(name):
    return lambda x, *args: getattr(n(x), name)(*args)


# The type unicode: makes text of bytes and native strings, ASCII if no encoding is given.
unicode = _Text('unicode', (builtins.str,), {})

# The type str, for isinstance() where the type unicode is asked for as well, and for its methods, as in map(str.upper, words).
str = _Bytes('str', (builtins.str,), {name: _method(name) for name in dir(builtins.str) + ['decode'] if name[0] != '_' and name != 'maketrans'})


class bytearray(builtins.bytearray):
    """A bytearray that can be made of, and extended by, native strings."""

    def __init__(self, source=b'', *args):
        super(bytearray, self).__init__(_buffer(source), *args)

    def extend(self, items):
        super(bytearray, self).extend(_buffer(items))

    def __iadd__(self, other):
        super(bytearray, self).extend(_buffer(other))
        return self

    def append(self, item):
        super(bytearray, self).append(ord(item) if isinstance(item, builtins.str) else item)

    def __setitem__(self, key, value):
        value = _buffer(value)
        super(bytearray, self).__setitem__(key, ord(value) if isinstance(value, bytes) and not isinstance(key, slice) else value)

    def __eq__(self, other):
        return builtins.bytearray.__eq__(self, _buffer(other))

    __hash__ = None

    def decode(self, *args):
        return n(self).decode(*args)


def type(x):
    """The type of an object: str for a native string, as it was."""
    return builtins.str if isinstance(x, NativeString) else builtins.type(x)


class buffer(bytes):
    """A part of a string or of another object with a buffer, and a copy of it; str() of it is a native string."""

    def __new__(cls, object, offset=0, size=-1):
        data = memoryview(_buffer(object)).cast('B')[offset:]
        return bytes.__new__(cls, data if size < 0 else data[:size])

    def __str__(self):
        return n(bytes(self))

    def __getitem__(self, key):
        return n(bytes(self))[key]

    def __add__(self, other):
        return n(bytes(self)) + other

    def __iter__(self):
        return iter(n(bytes(self)))


def _buffer(x):
    return b(x) if isinstance(x, builtins.str) else x
