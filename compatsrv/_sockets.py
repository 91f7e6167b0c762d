"""What the sockets of Python 3 do, for 2.7.

A server's client sockets and a handler's files behave alike everywhere: on
Python 3 they are the native ones, and 2.7 gets them from this file. Which of
the two is asked of the socket module, not of the version.
"""

import errno
import io
import os
import socket

from compatsrv._native import SOCKET_ERRORS, byte_view, interrupted, keep_private, monotonic, native

__all__ = ['CutRequest', 'DONTWAIT', 'SocketWriter', 'UNIX', 'accepted', 'makefile']

UNIX = hasattr(native, 'UnixStreamServer')
DONTWAIT = getattr(socket, 'MSG_DONTWAIT', 0)


class CutRequest(tuple):
    """The request of a datagram of which a part is missing."""

    truncated = True


class SocketWriter(io.BufferedIOBase):
    """An unbuffered wfile: sends at once, whole, and only while it is open."""

    def __init__(self, sock):
        super(SocketWriter, self).__init__()
        self._sock = sock

    def writable(self):
        return True

    def write(self, data):
        """Send the bytes of data, any buffer; return their number. ValueError after close()."""
        if self.closed:
            raise ValueError('write to closed file')
        view = byte_view(data)
        self._sock.sendall(view)
        return len(view)

    def fileno(self):
        return self._sock.fileno()


if hasattr(socket, 'SocketIO'):
    def accepted(request):
        """The client socket that handlers get, made of what accept() returned."""
        return request

    def makefile(sock, mode, buffer_size):
        """A binary file over sock. mode: 'rb' or 'wb'; buffer_size: bytes, -1 for the default, 0 for none."""
        return sock.makefile(mode, buffer_size)
else:
    class Connection(socket.socket):
        """A client socket as Python 3 has it: a context manager with detach(), deaf to EINTR (PEP 475)."""

        def __init__(self, _sock):
            super(Connection, self).__init__(_sock=_sock)
            for name in ('recv', 'recvfrom', 'recv_into', 'recvfrom_into', 'send', 'sendto'):
                setattr(self, name, _retried(getattr(_sock, name)))

        def __enter__(self):
            return self

        def __exit__(self, *exc_info):
            self.close()

        def accept(self):
            request, client_address = _retried(self._sock.accept)()
            return accepted(socket.socket(_sock=request)), client_address

        def detach(self):
            """Close the object but not the connection; return a descriptor of it, which is the caller's."""
            descriptor = os.dup(self.fileno())
            self.close()
            return descriptor

        def sendall(self, data, flags=0):
            """Send all of data. The timeout counts for the whole, not anew for each part (bpo-23853)."""
            data = memoryview(byte_view(data))
            timeout = self.gettimeout()
            deadline = monotonic() + timeout if timeout else None
            try:
                while data:
                    data = data[self.send(data, flags):]
                    if deadline and data:
                        left = deadline - monotonic()
                        if left <= 0:
                            raise socket.timeout('timed out')
                        self.settimeout(left)
            finally:
                if deadline:
                    self.settimeout(timeout)

    class _SocketIO(io.RawIOBase):
        """Raw binary file over a socket, which it does not close."""

        def __init__(self, sock, mode):
            super(_SocketIO, self).__init__()
            self._sock = sock
            self._mode = mode
            self._timed_out = False

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
            self._checkClosed()
            if self._timed_out:
                raise IOError('cannot read from timed out object')
            try:
                return _retried(self._sock.recv_into)(buf)
            except socket.timeout:
                self._timed_out = True
                raise
            except SOCKET_ERRORS as error:
                return _none_if_would_block(error)

        def write(self, data):
            self._checkClosed()
            try:
                return _retried(self._sock.send)(data)
            except SOCKET_ERRORS as error:
                return _none_if_would_block(error)

    class _Writer(io.BufferedWriter):
        """Refuses text, which 2.7's takes as ASCII."""

        def write(self, data):
            return super(_Writer, self).write(byte_view(data))

    class _AnswerOfText(io.BytesIO):
        """For native strings: text of ASCII is taken as it is by 2.7's own files."""

        def write(self, data):
            return super(_AnswerOfText, self).write(_without_text(data))

    class _BufferOfText(io.BufferedWriter):
        """The same."""

        def write(self, data):
            return super(_BufferOfText, self).write(_without_text(data))

    class _WriterOfText(SocketWriter):
        """The same."""

        def write(self, data):
            return super(_WriterOfText, self).write(_without_text(data))

    def _without_text(data):
        return byte_view(str(data) if isinstance(data, type(u'')) else data)

    def taking_text(file):
        """A file as good as one that has not been written to, for a handler of native strings."""
        if isinstance(file, SocketWriter):
            return _WriterOfText(file._sock)
        return _BufferOfText(file.detach()) if isinstance(file, io.BufferedWriter) else _AnswerOfText()

    def _none_if_would_block(error):
        """For use in an except clause: None if the socket is non-blocking and not ready, else raises anew."""
        if isinstance(error, socket.timeout) or error.args[:1] not in ((errno.EAGAIN,), (errno.EWOULDBLOCK,)):
            raise
        return None

    def _retried(call):
        """call, made again whenever a signal cut it short."""
        def retrying(*args):
            while True:
                try:
                    return call(*args)
                except socket.error as error:
                    if not interrupted(error):
                        raise
        return retrying

    def accepted(request):
        """The client socket that handlers get, made of what accept() returned. An SSLSocket stays what it is."""
        keep_private(request)
        return Connection(request._sock) if type(request) is socket.socket else request

    def makefile(sock, mode, buffer_size):
        """A binary file over sock. mode: 'rb' or 'wb'; buffer_size: bytes, -1 for the default, 0 for none."""
        raw = _SocketIO(sock, mode)
        if buffer_size == 0:
            return raw
        buffered = io.BufferedReader if mode == 'rb' else _Writer
        return buffered(raw, buffer_size if buffer_size > 0 else io.DEFAULT_BUFFER_SIZE)
