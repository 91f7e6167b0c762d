"""Bytes that act as Python 2's str, for binary protocols on Python 3: data[0] is a byte string, data == 'x' works.

They are bytes to struct, hashlib, pickle and sockets. All that Python 2's str can do is what NativeString does, done
on the same bytes. Never imported on 2.7, where str is all that.
"""

from compatsrv._nativestr import NativeString

__all__ = ['NativeBytes']


def _binary(value):
    """NativeString to NativeBytes, also in lists and tuples; all else is unchanged."""
    if isinstance(value, NativeString):
        return NativeBytes(str.encode(value, 'latin-1'))
    if isinstance(value, (list, tuple)):
        return type(value)([_binary(part) for part in value])
    return value


def _method(name):
    """The method of NativeString, done on bytes."""
    original = getattr(NativeString, name)

    def method(self, *args, **kwargs):
        return _binary(original(NativeString(self, 'latin-1'), *args, **kwargs))
    method.__name__ = name
    method.__qualname__ = 'NativeBytes.' + name
    method.__doc__ = original.__doc__
    return method


class NativeBytes(bytes):
    """Bytes with the methods, the characters and the repr() of Python 2's str. compatsrv.binary() makes it."""

    __slots__ = ()

    __hash__ = bytes.__hash__

    def __str__(self):
        return NativeString(self, 'latin-1')

    def __repr__(self):
        return repr(NativeString(self, 'latin-1'))

    def __format__(self, spec):
        return format(NativeString(self, 'latin-1'), spec)

    def __iter__(self):
        return map(_binary, NativeString(self, 'latin-1'))

    def __bytes__(self):
        return bytes.__getitem__(self, slice(None))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce_ex__(self, protocol):
        if protocol < 3:
            return NativeString(self, 'latin-1').__reduce_ex__(protocol)
        return NativeBytes, (bytes(self),)


for _name in '''
        __add__ __contains__ __eq__ __float__ __ge__ __getitem__ __gt__ __int__ __le__ __lt__ __mod__
        __mul__ __ne__ __radd__ __rmod__ __rmul__ capitalize center count decode encode endswith expandtabs
        find format index isalnum isalpha isdigit islower isspace istitle isupper join ljust lower lstrip
        partition replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip
        swapcase title translate upper zfill'''.split():
    setattr(NativeBytes, _name, _method(_name))
