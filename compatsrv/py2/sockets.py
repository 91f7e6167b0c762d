"""The module socket, whose sockets give and take native strings."""

import socket as _plain

from compatsrv.py2._names import take

take(_plain, globals())
if str is not bytes:
    from compatsrv._nativestr import NativeString
    from compatsrv._requests import NativeSocket, native_socket
    from compatsrv._strings import b, n

    class _Any(type(_plain.socket)):

        def __instancecheck__(cls, instance):
            return isinstance(instance, _plain.socket) if cls is socket else type.__instancecheck__(cls, instance)

    class _Opened(NativeSocket):
        """A socket that the program opens."""

        def __new__(cls, *args, **kwargs):
            return _plain.socket.__new__(cls)

        def __init__(self, family=_plain.AF_INET, type=_plain.SOCK_STREAM, proto=0, _sock=None, fileno=None):
            if _sock is None:
                _sock = _plain.socket(family, type, proto, fileno)
            super(_Opened, self).__init__(getattr(_sock, 'raw', _sock), NativeString)

    # class socket(_Opened, metaclass=_Any), which 2.7 cannot read. Every socket is an instance of it.
    socket = SocketType = _Any('socket', (_Opened,), {'__doc__': _Opened.__doc__, '__module__': __name__})

    def create_connection(*args, **kwargs):
        return native_socket(_plain.create_connection(*args, **kwargs))

    def fromfd(*args):
        return native_socket(_plain.fromfd(*args))

    def socketpair(*args):
        return tuple([native_socket(each) for each in _plain.socketpair(*args)])

    def inet_aton(ip_string):
        return n(_plain.inet_aton(ip_string))

    def inet_ntoa(packed_ip):
        return n(_plain.inet_ntoa(b(packed_ip)))

    def inet_pton(address_family, ip_string):
        return n(_plain.inet_pton(address_family, ip_string))

    def inet_ntop(address_family, packed_ip):
        return n(_plain.inet_ntop(address_family, b(packed_ip)))

    def _fileobject(sock, mode='rb', bufsize=-1, close=False):
        """The file over a socket that 2.7 has, and that closes it only if close is true."""
        return sock.makefile(mode, bufsize)
