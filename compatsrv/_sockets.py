"""The sockets of clients and the files over them: what those of Python 3 do, on 2.7 too, and at less cost.

The rules of this file:
- a server's client sockets and a handler's files behave alike everywhere; which of the two
  kinds this Python has is asked of the socket module, not of the version;
- a plain socket is made without asking the system, or an enum, for what is known already;
- what a handler has written is sent before it waits for more.
"""

import io
import socket
import weakref

from compatsrv._native import SOCKET_ERRORS, byte_view, get_ident, native, would_block

__all__ = ['CutRequest', 'DONTWAIT', 'PLAIN', 'SocketWriter', 'UNIX', 'get_request', 'make_files', 'read_whole',
           'send_at_once', 'timeout_reader', 'with_plain_timeouts']

UNIX = hasattr(native, 'UnixStreamServer')
READ_BUFFER = max(io.DEFAULT_BUFFER_SIZE, 128 * 1024)   # gh-117151; what was never filled takes no memory
DONTWAIT = getattr(socket, 'MSG_DONTWAIT', 0)
SENDS_WITHOUT_FILE = hasattr(native, '_SocketWriter')       # what acts as a socket has to have sendall(); on 2.7 makefile()


class CutRequest(tuple):
    """The request of a datagram of which a part is missing."""

    truncated = True


class SocketWriter(io.BufferedIOBase):
    """An unbuffered wfile: sends at once, whole, and only while it is open."""

    closed = False      # that of io and its close() cost more than the write

    def __init__(self, sock):
        self._sock = sock

    def writable(self):
        return True

    def write(self, data):
        """Send the bytes of data, any buffer; return their number. ValueError after close()."""
        if self.closed:
            raise ValueError('write to closed file')
        if type(data) is not bytes:
            data = byte_view(data)
        self._sock.sendall(data)
        return len(data)

    def close(self):
        self.closed = True

    def fileno(self):
        return self._sock.fileno()


class _BufferedWriter(io.BufferedWriter):
    """A buffered wfile. Refuses text, which 2.7's takes as ASCII."""

    _thread = None      # the last one that wrote

    def write(self, data):
        self._thread = get_ident()
        return super(_BufferedWriter, self).write(data if type(data) is bytes else byte_view(data))

    def flush_own(self):
        """Send what the calling thread has written, for it is going to wait. What goes wrong shows at the next flush.

        Not what another thread is writing: it may hold the buffer until its peer, which waits for us, reads.
        """
        if self._thread == get_ident():
            self._thread = None
            try:
                self.flush()
            except (SOCKET_ERRORS + (ValueError,)):
                pass


def send_at_once(sock, strict):
    """Set TCP_NODELAY. What is no socket, or none of TCP, or is gone, is an error only if strict is true."""
    try:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
    except (SOCKET_ERRORS + (AttributeError,)):
        if strict:
            raise


def make_files(sock, read_size, write_size):
    """The files rfile and wfile over sock. Sizes of buffers in bytes; -1 is the default, 0 is none.

    A buffered wfile is flushed whenever the rfile is about to wait for the client.
    """
    raw = _open(sock, 'r')
    rfile = sock.makefile('rb', read_size) if raw is None else _buffered(io.BufferedReader, raw, read_size)
    if not write_size and (raw is not None or SENDS_WITHOUT_FILE):
        return rfile, SocketWriter(sock)
    if raw is None:
        return rfile, sock.makefile('wb', write_size)
    wfile = _buffered(_BufferedWriter, _open(sock, 'w'), write_size)
    raw.before_reading = wfile.flush_own
    return rfile, wfile


def read_whole(read):
    """read() of a file without a buffer gives what came with one packet. This one goes on until it has all, as on Python 2."""
    def whole(size=-1):
        if size is None or size < 0:
            return read(-1)
        parts = []
        while size > 0:
            data = read(size)
            if not data:
                if data is None and not parts:      # non-blocking
                    return None
                break
            parts.append(data)
            size -= len(data)
        return b''.join(parts)
    return whole


def _buffered(buffered, raw, size):
    if not size:
        return raw
    default = READ_BUFFER if buffered is io.BufferedReader else io.DEFAULT_BUFFER_SIZE
    return buffered(raw, size if size > 0 else default)


if hasattr(socket, 'SocketIO'):
    def timeout_reader(listener):
        """A function that returns the timeout of a listener: 0 while that does not block, as None never does."""
        return int if listener is None else listener.gettimeout

    def with_plain_timeouts(request):
        """The SSLSocket: its timeouts are socket.timeout."""
        return request

    _Connection, _makefile = socket.socket, socket.socket.makefile
    _get_family, _get_type = [getattr(_Connection.__base__, name).__get__ for name in ('family', 'type')]
    _TYPES = ~getattr(socket, 'SOCK_NONBLOCK', 0)       # before 3.7 a flag is in a socket's type (bpo-32331)

    # get_request() does what its __init__ does, at the cost of two hooks less; not if a new Python has more to do.
    _SAME_FIELDS = getattr(_Connection, '__slots__', None) == ['__weakref__', '_io_refs', '_closed']
    _new, _init = _Connection.__new__, _Connection.__base__.__init__

    _known = (lambda: None), 0, 0, 0    # a weak reference to the listener that accepted last, and its kind

    def get_request(self):
        """Accept a client; return its socket and its address.

        socket.accept() takes as long for the enums of family and type as for all else. A listener of
        another class, of TLS say, accepts as it does.
        """
        listener = self.socket
        known, family, kind, proto = _known
        if known() is not listener:
            if type(listener) is not _Connection:
                return listener.accept()
            family, kind, proto = _learn(listener)
        descriptor, client_address = listener._accept()
        if not _SAME_FIELDS:
            return _Connection(family, kind, proto, descriptor), client_address
        connection = _new(_Connection)
        _init(connection, family, kind, proto, descriptor)
        connection._io_refs = 0
        connection._closed = False
        return connection, client_address

    def _learn(listener):
        global _known
        kind = _get_family(listener), _get_type(listener) & _TYPES, listener.proto
        _known = (weakref.ref(listener),) + kind
        return kind

    class _SocketIO(socket.SocketIO):
        """Raw file over a socket; before_reading(), if set, is called whenever it is about to receive."""

        before_reading = None
        closed = False          # see SocketWriter

        def close(self):
            if not self.closed:
                self.closed = True
                self._sock._decref_socketios()
                self._sock = None

        def readinto(self, buf):
            if self.before_reading is not None:
                self.before_reading()
            if self._timeout_occurred or not self._reading or self._sock is None:
                return super(_SocketIO, self).readinto(buf)     # which raises what it should
            try:
                return self._sock.recv_into(buf)
            except socket.timeout:
                self._timeout_occurred = True
                raise
            except SOCKET_ERRORS as error:
                if not would_block(error):
                    raise
                return None

    def _open(sock, mode):
        """A raw file over sock; None if it is no socket, but acts as one in a program or in its tests."""
        if getattr(type(sock), 'makefile', None) is not _makefile:
            return None
        sock._io_refs += 1      # the connection stays open until its files are closed, too
        return _SocketIO(sock, mode)
else:
    from compatsrv._sockets2 import Connection as _Connection
    from compatsrv._sockets2 import SocketIO, get_request, timeout_reader, with_plain_timeouts     # noqa: F401

    def _open(sock, mode):
        """A raw file over sock; None if it has a makefile() of its own: that of a program, or of its tests."""
        if type(sock) is _Connection or getattr(getattr(type(sock), 'makefile', None), '__module__', None) in ('socket', 'ssl'):
            return SocketIO(sock, mode)
        return None

    class _AnswerOfText(io.BytesIO):
        """For native strings: text of ASCII is taken as it is by 2.7's own files."""

        def write(self, data):
            return super(_AnswerOfText, self).write(_without_text(data))

    class _BufferOfText(_BufferedWriter):
        """The same."""

        def write(self, data):
            return super(_BufferOfText, self).write(_without_text(data))

    class _WriterOfText(SocketWriter):
        """The same."""

        def write(self, data):
            return super(_WriterOfText, self).write(_without_text(data))

    _TAKING_TEXT = {_BufferedWriter: _BufferOfText, SocketWriter: _WriterOfText}

    def _without_text(data):
        return byte_view(str(data) if isinstance(data, type(u'')) else data)

    class _WholeReader(SocketIO):
        """The file without a buffer of 2.7, whose read() goes on until it has all."""

        def read(self, size=-1):
            return read_whole(super(_WholeReader, self).read)(size)

    class _ConnectionOfText(_Connection):
        """The same for sendall(); all other methods of the system's socket take such text."""

        @property
        def raw(self):
            """For programs that run on Python 3 too: the plain socket, which here this is."""
            return self

        def sendall(self, data, flags=0):
            super(_ConnectionOfText, self).sendall(_without_text(data), flags)

    def sending_text(request):
        """The request for a handler of native strings."""
        if type(request) is _Connection:
            request.__class__ = _ConnectionOfText
        return request

    def reading_whole(file):
        """The rfile for a handler of native strings."""
        if type(file) is SocketIO:
            file.__class__ = _WholeReader
        return file

    def taking_text(file):
        """The wfile for a handler of native strings, made of one that has not been written to."""
        if type(file) is io.BytesIO:
            return _AnswerOfText()
        if type(file) in _TAKING_TEXT:
            file.__class__ = _TAKING_TEXT[type(file)]
        return file

# The classes of requests for which nothing is left to do before they are handled.
PLAIN = frozenset([_Connection, tuple, CutRequest])
