"""Names of files, words of commands and variables of the environment, on Python 3: the system has them as bytes.

A native string is these bytes, and so is a str of Python 3 that holds UTF-8, a byte a character: a literal of the program, or
what was joined of native strings. Any other str is text, which is encoded as Python encodes names of files.
"""

import functools
import os

from compatsrv._nativestr import NativeString
from compatsrv._strings import b, n

__all__ = ['by_bytes', 'by_text', 'decoded', 'encoded', 'is_text', 'names', 'tell', 'wrapped']


def is_text(x):
    """Is it a str that holds other characters than bytes? 2.7 has unicode there, and answers with unicode."""
    if type(x) is not str:
        return False
    try:
        x.encode('latin-1').decode('utf-8')
    except UnicodeError:
        return True
    return False


def encoded(x):
    """Strings as the system has them, also in lists, tuples and mappings; all else is unchanged."""
    return _each(lambda name: os.fsencode(name) if is_text(name) else b(name), x)


def decoded(x):
    """Strings as Python 3 has them, from which os.fsencode() makes the same bytes; as encoded()."""
    return _each(lambda name: name if is_text(name) else os.fsdecode(b(name)), x)


def _each(function, x):
    if isinstance(x, str):
        return function(x)
    if type(x) in (list, tuple):
        return type(x)([_each(function, part) for part in x])
    if hasattr(x, 'keys'):
        return {_each(function, key): _each(function, x[key]) for key in x.keys()}
    return x


def names(x):
    """What the system gave, bytes or text, as native strings, also in lists and tuples; all else is unchanged."""
    if isinstance(x, str):
        return x if type(x) is NativeString else n(os.fsencode(x))
    if type(x) is bytes:
        return n(x)
    if type(x) in (list, tuple):
        return type(x)([names(part) for part in x])
    return x


def by_bytes(function):
    """The function for native strings; it is given bytes. With text among its arguments it gives text."""
    return _of_names(function, encoded)


def by_text(function):
    """The same of a function that does not take bytes."""
    return _of_names(function, decoded)


def _of_names(function, convert):
    @functools.wraps(function)
    def call(*args, **kwargs):
        text = any(map(is_text, args)) or kwargs and any(map(is_text, kwargs.values()))
        to = decoded if text else convert
        try:
            result = function(*[to(arg) for arg in args], **{name: to(value) for name, value in kwargs.items()})
        except EnvironmentError as error:
            tell(error)
            raise
        return result if text else names(result)
    return call


def tell(error):
    """Have the names of the files in an error as native strings."""
    for name in ('filename', 'filename2'):
        if isinstance(getattr(error, name, None), (bytes, str)):
            setattr(error, name, names(getattr(error, name)))


def wrapped(module, functions, wrapper, into):
    """Put the functions that a module has into globals, each wrapped."""
    for name in functions.split():
        if hasattr(module, name):
            into[name] = wrapper(getattr(module, name))
