"""Built-in functions and operators of Python 2."""

import builtins
import numbers

from compatsrv._nativestr import native

__all__ = ['cmp', 'div', 'filter']


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
    found = builtins.filter(function, native(values) if isinstance(values, str) else values)
    if isinstance(values, str):
        return native(''.join(found))
    return tuple(found) if isinstance(values, tuple) else list(found)
