"""What the sockets of Python 3 do, for 2.7, which alone imports this.

The original copies six methods into each instance, and passes the others on in Python; here it is the class that
has them, for a client's socket is made for each request.
"""

import functools
import io
import operator
import os
import socket

from compatsrv._native import SOCKET_ERRORS, byte_view, interrupted, keep_private, monotonic, would_block

__all__ = ['Connection', 'SocketIO', 'get_request', 'timeout_reader', 'with_plain_timeouts']

if hasattr(socket._realsocket, 'timeout'):
    _timeout_of = operator.attrgetter('_sock.timeout')   # negative for None; gettimeout() takes ten times as long
else:
    _timeout_of = operator.methodcaller('gettimeout')

# The arguments of the SSLErrors, which are no socket.timeout.
TLS_TIMEOUT = ('The read operation timed out',)
TLS_TIMEOUTS = (TLS_TIMEOUT, ('The write operation timed out',))

_CLOSED = socket._closedsocket()
_new = object.__new__


def timeout_reader(listener):
    """A function that returns the timeout of a listener: 0 while that does not block, as None never does."""
    return int if listener is None else functools.partial(_timeout_of, listener)


def _retrying(name):
    """A method of Connection: that of the system's socket, called again whenever a signal cut it short."""
    call = operator.attrgetter(name)

    def method(self, *args):
        while True:
            try:
                return call(self._sock)(*args)
            except socket.error as error:
                if not interrupted(error):
                    raise
    method.__name__ = name
    return method


def _retrying_into(method):
    def method_into(self, buffer, nbytes=0, flags=0):
        return method(self, buffer, nbytes, flags)
    method_into.__name__ = method.__name__
    return method_into


class Connection(socket.socket):
    """A client socket as Python 3 has it: a context manager with detach(), deaf to EINTR (PEP 475)."""

    def __init__(self, _sock):
        self._sock = _sock

    fileno, setsockopt, shutdown = [property(operator.attrgetter('_sock.' + name))
                                    for name in ('fileno', 'setsockopt', 'shutdown')]
    recv, recvfrom, send, sendto = [_retrying(name) for name in ('recv', 'recvfrom', 'send', 'sendto')]
    recv_into, recvfrom_into = [_retrying_into(_retrying(name)) for name in ('recv_into', 'recvfrom_into')]

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def accept(self):
        request, client_address = _retrying('accept')(self)
        keep_private(request)
        return Connection(request), client_address

    if not hasattr(socket._realsocket, '_drop'):    # which PyPy's own close() calls
        def close(self):
            self._sock = _CLOSED

    def detach(self):
        """Close the object but not the connection; return a descriptor of it, which is the caller's."""
        descriptor = os.dup(self.fileno())
        self.close()
        return descriptor

    def sendall(self, data, flags=0):
        """Send all of data. The timeout counts for the whole, not anew for each part (bpo-23853)."""
        if type(data) is not bytes:
            data = byte_view(data)
        timeout = self._sock.gettimeout()
        if timeout:
            self._send_within(timeout, memoryview(data), flags)
        else:
            self._sock.sendall(data, flags)     # goes on after a signal by itself

    def _send_within(self, timeout, data, flags):
        deadline = monotonic() + timeout
        try:
            while data:
                data = data[self.send(data, flags):]
                if data:
                    left = deadline - monotonic()
                    if left <= 0:
                        raise socket.timeout('timed out')
                    self.settimeout(left)
        finally:
            self.settimeout(timeout)


def get_request(self):
    """Accept a client; return its socket and its address. A listener of TLS accepts as it does."""
    listener = self.socket
    if type(listener) is socket.socket:
        request, client_address = listener._sock.accept()
        keep_private(request)
        connection = _new(Connection)      # calls no __init__, at the cost of a hook
        connection._sock = request
        return connection, client_address
    request, client_address = listener.accept()
    keep_private(request)
    return Connection(request._sock) if type(request) is socket.socket else request, client_address


def with_plain_timeouts(request):
    """The SSLSocket, whose timeouts are socket.timeout from now on."""
    import ssl
    if type(request) is ssl.SSLSocket:
        if not _tls_connections:
            _tls_connections.append(type('TLSConnection', (ssl.SSLSocket,), {
                name: _with_plain_timeout(getattr(ssl.SSLSocket, name)) for name in ('read', 'write', 'send')}))
        request.__class__ = _tls_connections[0]
    return request


_tls_connections = []       # the class, once it is made


def _with_plain_timeout(method):
    @functools.wraps(method)
    def call(self, *args, **kwargs):
        try:
            return method(self, *args, **kwargs)
        except socket.error as error:       # of which SSLError is one
            if error.args in TLS_TIMEOUTS:
                raise socket.timeout(*error.args)
            raise
    return call


class SocketIO(io.RawIOBase):
    """Raw file over a socket, which it does not close; before_reading(): see that for Python 3."""

    before_reading = None
    closed = False          # see SocketWriter
    _timed_out = False

    def __init__(self, sock, mode):
        self._sock = sock
        self._mode = mode

    def close(self):
        self.closed = True

    def readable(self):
        return 'r' in self._mode

    def writable(self):
        return 'w' in self._mode

    def fileno(self):
        return self._sock.fileno()

    def readinto(self, buf):
        """Receive into buf; None if the socket is non-blocking and has nothing.

        After a timeout what a buffer had read is in doubt: no more is read (bpo-7322).
        """
        if self.before_reading is not None:
            self.before_reading()
        self._checkClosed()
        if self._timed_out:
            raise IOError('cannot read from timed out object')
        sock = self._sock
        try:
            return (sock._sock if type(sock) is Connection else sock).recv_into(buf)
        except socket.timeout:
            self._timed_out = True
            raise
        except SOCKET_ERRORS as error:
            if interrupted(error):
                return self.readinto(buf)
            if error.args == TLS_TIMEOUT:
                self._timed_out = True
                raise socket.timeout(*error.args)
            if not would_block(error):
                raise
            return None

    def write(self, data):
        self._checkClosed()
        try:
            return self._sock.send(data)
        except SOCKET_ERRORS as error:
            if interrupted(error):
                return self.write(data)
            if not would_block(error):
                raise
            return None
