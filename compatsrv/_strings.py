"""Native strings (PEP 3333): str on both Pythons, with the bytes of the wire in it.

n(x)        to a native string
b(x)        to bytes
binary(x)   to bytes that act as Python 2's str

On 2.7 str is all of these, and nothing is done. On Python 3 they are NativeString, bytes and NativeBytes.
"""

__all__ = ['NativeBytes', 'NativeString', 'b', 'binary', 'n']

if str is bytes:
    NativeString = NativeBytes = str

    def n(x):
        """x, unchanged: on Python 3 a native string."""
        return x

    def b(x):
        """x, unchanged: on Python 3 bytes."""
        return x

    def binary(x):
        """x, unchanged: on Python 3 bytes that act as str."""
        return x
else:
    from compatsrv._nativebytes import NativeBytes
    from compatsrv._nativestr import NativeString

    def n(x):
        """Bytes, or text that is latin-1, as a native string, which acts as Python 2's str.

        Raises UnicodeEncodeError, with the character and its place, for other text, and TypeError for all else.
        """
        if isinstance(x, NativeString):
            return x
        if isinstance(x, str):
            b(x)
            return NativeString(x)
        return NativeString(_buffer(x), 'latin-1')

    def b(x):
        """A native string, or any buffer, as bytes.

        Raises UnicodeEncodeError, with the character and its place, for text that is no latin-1, and TypeError
        for all else.
        """
        if isinstance(x, str):
            try:
                return str.encode(x, 'latin-1')
            except UnicodeEncodeError as error:
                raise UnicodeEncodeError('latin-1', x, error.start, error.end,
                                         "no byte; text has to be encoded first: x.encode('utf-8')")
        return _buffer(x)

    def binary(x):
        """A native string, or any buffer, as bytes that act as Python 2's str. Raises what b() raises."""
        return x if isinstance(x, NativeBytes) else NativeBytes(b(x))

    def _buffer(x):
        if type(x) is bytes:
            return x
        if isinstance(x, int):      # of which bytes() would make as many zeros
            raise TypeError('a string or a buffer is required, not %r' % type(x).__name__)
        try:
            return bytes(memoryview(x))
        except TypeError:
            raise TypeError('a string or a buffer is required, not %r' % type(x).__name__)
