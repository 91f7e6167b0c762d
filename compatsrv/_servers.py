"""The server classes that have a socket.

The rules of this file:
- programs that we start inherit no socket;
- an address that cannot be bound leaves no socket open.
"""

import errno
import socket

from compatsrv import _addresses, _sockets, _strings
from compatsrv._base import BaseServer
from compatsrv._native import SOCKET_ERRORS, keep_private, native
from compatsrv._twins import twin_of

__all__ = ['BaseServer', 'TCPServer', 'UDPServer'] + _sockets.UNIX * ['UnixStreamServer', 'UnixDatagramServer']


@twin_of(native.TCPServer)
class TCPServer(native.TCPServer, BaseServer):
    """A server for stream sockets, and the base of all that have a socket.

    request_queue_size (the backlog of listen()) is the system's largest: with 5, as
    natives have it up to 3.14, some clients wait for a second's retransmission.
    An address with an IPv6 literal makes an AF_INET6 server of an AF_INET one.

    allow_reuse_port is honoured for Internet sockets alone. Besides what the native class has:

    dual_stack   serve IPv6 and IPv4 on one socket; the host has to be '', '::' or '0.0.0.0',
                 and IPv4 clients have addresses such as ::ffff:127.0.0.1
    """

    request_queue_size = socket.SOMAXCONN
    allow_reuse_port = False
    dual_stack = False

    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        server_address = _addresses.as_path(server_address)
        if self.dual_stack:
            server_address = _addresses.both_families(server_address)
        if self.address_family == socket.AF_INET and _addresses.is_ipv6(server_address):
            self.address_family = socket.AF_INET6
        native.TCPServer.__init__(self, server_address, RequestHandlerClass, bind_and_activate=False)
        keep_private(self.socket)
        if getattr(RequestHandlerClass, 'strings', None) == 'native':
            # Hooks that receive before there is a handler deal in what it deals in.
            self.socket = _strings.native_socket(self.socket)
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
        if self.dual_stack:
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        self._cs_bind()
        self.server_address = self.socket.getsockname()

    def _cs_bind(self):
        self.socket.bind(self.server_address)

    def server_activate(self):
        """Listen. Programs do not inherit the listener, even if the native __init__ made it."""
        keep_private(self.socket)
        self.socket.listen(self.request_queue_size)

    def server_close(self):
        """Close the listener; a running serve_forever() ends. May be called twice."""
        self.socket.close()
        self._cs_wake()

    get_request = _sockets.get_request
    get_request.never_blocks = True     # while the loop runs

    def _cs_listener(self):
        return self.socket if self.socket_type == socket.SOCK_STREAM else None

    def _cs_stop_listening(self):
        if self._cs_listener() is not None:
            self.socket.close()
            self._cs_wake()


@twin_of(native.UDPServer)
class UDPServer(native.UDPServer, TCPServer):
    """A server for datagrams: a request is the pair of the data and the server's socket."""

    def server_activate(self):
        keep_private(self.socket)

    def get_request(self):
        """Receive a datagram; never block, for the one that poll() saw may have been dropped (a bad checksum).

        One that is longer than max_packet_size is cut, with a warning; the handler sees request_truncated.
        """
        # A byte more than wanted tells of the cut everywhere; 2.7 has no recvmsg().
        sock, most = self.socket, self.max_packet_size
        data, client_address = sock.recvfrom(most + 1, _sockets.DONTWAIT)
        if len(data) <= most:
            return (data, sock), client_address
        self._cs_report('A datagram of more than %d bytes from %s was cut to max_packet_size' % (most, client_address),
                     level='warning')
        return _sockets.CutRequest((data[:most], sock)), client_address

    get_request.never_blocks = _sockets.DONTWAIT != 0


if _sockets.UNIX:
    class _UnixServer(TCPServer):
        """What both kinds of Unix servers do with their path.

        With allow_reuse_address the path of a server that is gone is taken over. Besides what the native class has:

        unlink_on_close   server_close() removes the path that the server has bound
        """

        unlink_on_close = False

        _cs_bound_file = None      # what _addresses.bound_file() tells of the path; None in a child, for it is its parent's

        def _cs_bind(self):
            address = _addresses.as_path(self.server_address)
            try:
                self.socket.bind(address)
            except SOCKET_ERRORS as error:
                if not (error.args[:1] == (errno.EADDRINUSE,) and self.allow_reuse_address
                        and _addresses.remove_dead(address, self.socket_type)):
                    raise
                self.socket.bind(address)
            self._cs_bound_file = _addresses.bound_file(address)

        def server_close(self):
            """Close the listener; a running serve_forever() ends. May be called twice."""
            if self.unlink_on_close and self._cs_bound_file is not None:
                _addresses.remove(*self._cs_bound_file)
            self._cs_bound_file = None
            super(_UnixServer, self).server_close()

    @twin_of(native.UnixStreamServer)
    class UnixStreamServer(native.UnixStreamServer, _UnixServer):
        """A stream server whose address is a path."""

    @twin_of(native.UnixDatagramServer)
    class UnixDatagramServer(native.UnixDatagramServer, _UnixServer, UDPServer):
        """A datagram server whose address is a path."""
