"""The handler classes: one object for each request.

The rules of this file:
- handlers deal in bytes, and what is no buffer is a TypeError, on 2.7 too;
- what setup() opened is closed, also when setup() itself fails;
- a client that is gone is no error at the end of a request.
"""

import errno
import io
import socket

from compatsrv._native import SOCKET_ERRORS, native
from compatsrv._sockets import makefile, send_all
from compatsrv._twins import Twin, twin_of

__all__ = ['BaseRequestHandler', 'StreamRequestHandler', 'DatagramRequestHandler']


@twin_of(native.BaseRequestHandler)
class BaseRequestHandler(native.BaseRequestHandler, Twin):
    """Calls setup(), handle() and finish(): finish() even when handle() raises, but not when setup() does."""

    def __init__(self, request, client_address, server):
        self.request = request
        self.client_address = client_address
        self.server = server
        self.setup()
        try:
            self.handle()
        finally:
            self.finish()

    @property
    def request_truncated(self):
        """True if the request is a datagram that was longer than the server's max_packet_size."""
        return getattr(self.request, 'truncated', False)


class _SocketWriter(io.BufferedIOBase):
    """An unbuffered wfile: sends at once, whole, and only while it is open."""

    def __init__(self, sock):
        super(_SocketWriter, self).__init__()
        self._sock = sock

    def writable(self):
        return True

    def write(self, data):
        """Send the bytes of data, any buffer; return their number. ValueError after close()."""
        if self.closed:
            raise ValueError('write to closed file')
        return send_all(self._sock, data)

    def fileno(self):
        return self._sock.fileno()


@twin_of(native.StreamRequestHandler)
class StreamRequestHandler(native.StreamRequestHandler, BaseRequestHandler):
    """Gives handle() the files rfile (an io.BufferedReader) and wfile (an io.BufferedIOBase).

    rbufsize, wbufsize        buffer sizes in bytes; -1 the default size, 0 none
    timeout                   seconds that one receive or one write may take; None is no limit
    disable_nagle_algorithm   set TCP_NODELAY
    """

    def setup(self):
        self.connection = self.request
        if self.timeout is not None:
            self.connection.settimeout(self.timeout)
        if self.disable_nagle_algorithm and self.connection.family != getattr(socket, 'AF_UNIX', None):
            self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self.rfile = makefile(self.connection, 'rb', self.rbufsize)
        try:
            self.wfile = (makefile(self.connection, 'wb', self.wbufsize) if self.wbufsize
                          else _SocketWriter(self.connection))
        except:     # noqa: E722 - finish() is not called after a setup() that failed
            self.rfile.close()
            raise

    def finish(self):
        """Send what is buffered and close both files. Nothing is raised for a client that is gone (bpo-1714)."""
        try:
            self.wfile.close()
        except SOCKET_ERRORS:
            pass
        finally:
            self.rfile.close()


@twin_of(native.DatagramRequestHandler)
class DatagramRequestHandler(native.DatagramRequestHandler, BaseRequestHandler):
    """Gives handle() the datagram in rfile, and sends as the answer what it wrote to wfile (both io.BytesIO)."""

    def setup(self):
        self.packet, self.socket = self.request
        self.rfile = io.BytesIO(self.packet)
        self.wfile = io.BytesIO()

    def finish(self):
        """Send the answer, also an empty one, unless the client has no address (a Unix socket that is not bound).

        An answer that fits into no datagram is the system's error EMSGSIZE, with the size in its text.
        """
        if not self.client_address:
            return
        answer = self.wfile.getvalue()
        try:
            self.socket.sendto(answer, self.client_address)
        except SOCKET_ERRORS as error:
            if error.args[:1] != (errno.EMSGSIZE,):
                raise
            raise socket.error(errno.EMSGSIZE, 'an answer of %d bytes does not fit into a datagram to %s' % (
                len(answer), self.client_address))
