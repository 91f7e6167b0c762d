"""Native strings (PEP 3333): str on both Pythons, with the bytes of the wire in it.

n(x)        to a native string
b(x)        to bytes
binary(x)   to bytes that act as Python 2's str
socket()    a socket that gives and takes native strings
connect()   the same, connected

On 2.7 str is all of these, and nothing is done. On Python 3 they are NativeString, bytes and NativeBytes.
"""

import socket as _socket

__all__ = ['b', 'binary', 'connect', 'n', 'socket']

if str is bytes:
    def n(x):
        """x, unchanged: on Python 3 a native string."""
        return x

    def b(x):
        """x, unchanged: on Python 3 bytes."""
        return x

    def binary(x):
        """x, unchanged: on Python 3 bytes that act as str."""
        return x

    def native_socket(sock):
        return sock
else:
    # The classes are imported when they are used: programs that deal in bytes do not pay for them.

    def n(x):
        """Bytes, or text that is latin-1, as a native string, which acts as Python 2's str.

        Raises UnicodeEncodeError, with the character and its place, for other text, and TypeError for all else.
        """
        from compatsrv._nativestr import NativeString
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
        from compatsrv._nativebytes import NativeBytes
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

    def native_socket(sock):
        from compatsrv import _requests     # with its imports: not before it is needed
        return _requests.native_socket(sock)


def socket(*args, **kwargs):
    """socket.socket(), which gives and takes native strings."""
    return native_socket(_socket.socket(*args, **kwargs))


def connect(address, timeout=None):
    """A socket connected to address, (host, port) or the path of a Unix socket, which gives and takes native strings.

    timeout: seconds, for connecting and for all that follows; None is no limit. Raises what connecting raises.
    """
    if isinstance(address, tuple):
        return native_socket(_socket.create_connection(address, timeout))
    sock = _socket.socket(_socket.AF_UNIX)
    try:
        sock.settimeout(timeout)
        sock.connect(address)
    except:     # noqa: E722 - whatever it is, the socket must not stay open
        sock.close()
        raise
    return native_socket(sock)
