"""The server classes that have a socket.

The rules of this file:
- programs that we start inherit no socket;
- an address that cannot be bound leaves no socket open.
"""

import socket

from compatsrv import _sockets
from compatsrv._base import BaseServer
from compatsrv._native import keep_private, native
from compatsrv._twins import twin_of

__all__ = ['BaseServer', 'TCPServer', 'UDPServer'] + _sockets.UNIX * ['UnixStreamServer', 'UnixDatagramServer']


@twin_of(native.TCPServer)
class TCPServer(native.TCPServer, BaseServer):
    """A server for stream sockets, and the base of all that have a socket.

    request_queue_size (the backlog of listen()) is the system's largest: with 5, as
    natives have it up to 3.14, some clients wait for a second's retransmission.
    allow_reuse_port is honoured for Internet sockets alone.
    """

    request_queue_size = socket.SOMAXCONN
    allow_reuse_port = False

    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        native.TCPServer.__init__(self, server_address, RequestHandlerClass, bind_and_activate=False)
        keep_private(self.socket)
        if bind_and_activate:
            try:
                self.server_bind()
                self.server_activate()
            except:     # noqa: E722 - whatever it is, the socket must not stay open
                self.server_close()
                raise

    def server_bind(self):
        """Set the options that the class asks for, bind, and learn the address."""
        if self.allow_reuse_address and hasattr(socket, 'SO_REUSEADDR'):
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # Linux 6.12.9 refuses SO_REUSEPORT on all other families (gh-128916).
        if (self.allow_reuse_port and hasattr(socket, 'SO_REUSEPORT')
                and self.address_family in (socket.AF_INET, socket.AF_INET6)):
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()

    def server_activate(self):
        """Listen. Programs do not inherit the listener, even if the native __init__ made it."""
        keep_private(self.socket)
        self.socket.listen(self.request_queue_size)

    def server_close(self):
        """Close the listener; a running serve_forever() ends. May be called twice."""
        self.socket.close()
        self._wake()

    def get_request(self):
        """Accept a client; return its socket and its address."""
        request, client_address = self.socket.accept()
        return _sockets.accepted(request), client_address

    def _listener(self):
        return self.socket if self.socket_type == socket.SOCK_STREAM else None

    def _stop_listening(self):
        if self._listener() is not None:
            self.socket.close()
            self._wake()


@twin_of(native.UDPServer)
class UDPServer(native.UDPServer, TCPServer):
    """A server for datagrams: a request is the pair of the data and the server's socket."""

    def server_activate(self):
        keep_private(self.socket)

    def get_request(self):
        """Receive a datagram; never block, for the one that poll() saw may have been dropped (a bad checksum)."""
        data, client_address = self.socket.recvfrom(self.max_packet_size, _sockets.DONTWAIT)
        return (data, self.socket), client_address


if _sockets.UNIX:
    @twin_of(native.UnixStreamServer)
    class UnixStreamServer(native.UnixStreamServer, TCPServer):
        """A stream server whose address is a path."""

    @twin_of(native.UnixDatagramServer)
    class UnixDatagramServer(native.UnixDatagramServer, UDPServer):
        """A datagram server whose address is a path."""
