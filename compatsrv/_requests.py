"""The sockets and files of handlers that deal in native strings, on Python 3.

What is received comes as NativeString (or NativeBytes); what is sent may be that, plain str of latin-1, or bytes. All
else is as it was: the socket is a socket.socket, with the same descriptor, timeout and methods, and `raw` is the plain
one; `raw` of a file is the plain file. Never imported on 2.7, where sockets and files give native strings.
"""

import io
import itertools
import socket
import sys

from compatsrv._nativebytes import NativeBytes
from compatsrv._nativestr import NativeString
from compatsrv._sockets import SocketWriter
from compatsrv._strings import b

__all__ = ['KINDS', 'NativeSocket', 'Reader', 'Writer', 'native_files', 'native_request', 'native_socket']

# Values of a handler's attribute `strings`.
KINDS = {'native': NativeString, 'binary-native': NativeBytes}


def _string(data):
    return NativeString(data, 'latin-1')


def _file_of_strings(data):
    return io.StringIO(str(data, 'latin-1'), '\n')      # nothing is translated


# class -> what makes one of bytes, and what makes a file of bytes whose parts become instances
MAKERS = {NativeString: (_string, _file_of_strings), NativeBytes: (NativeBytes, io.BytesIO)}


def native_request(request, cls):
    """What a handler gets for a request: a socket, or the pair of a datagram server."""
    if isinstance(request, tuple):
        data = request[0] if isinstance(request[0], cls) else MAKERS[cls][0](request[0])
        parts = [data] + [native_socket(part, cls) for part in request[1:]]
        return type(request)(parts)        # one that tells of a cut goes on telling
    return native_socket(request, cls)


def native_files(handler, rfile, wfile, cls):
    """The files of a handler, made of the plain ones. One that serves HTTP gets its own rfile only for the body."""
    reader, writer = Reader(rfile, cls), Writer(wfile, cls)
    http = sys.modules.get('http.server')
    if http and isinstance(handler, http.BaseHTTPRequestHandler):       # which parses bytes
        from compatsrv._http import switch_after_parsing
        switch_after_parsing(handler, rfile, reader)
        return rfile, writer
    return reader, writer


def native_socket(sock, cls=NativeString):
    """The socket, wrapped so that it gives instances of cls; what is wrapped already stays as it is."""
    if isinstance(sock, NativeSocket):
        return sock
    _keep_wrapped_by_ssl()
    return NativeSocket(sock, cls)


class _File(object):
    """What Reader and Writer share: all that is not about strings is the plain file's."""

    def __init__(self, file, cls):
        self.raw = file
        self._cls = cls
        self._make, self._file_of = MAKERS[cls]

    def __getattr__(self, name):
        if name == 'raw':       # before __init__: copy and pickle ask
            raise AttributeError(name)
        return getattr(self.raw, name)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()


class Reader(_File):
    """A binary file for reading, which gives native strings.

    Lines are taken from the plain file's buffer as many at a time as are complete: one is never waited for
    while another can be given.
    """

    def __init__(self, file, cls):
        super(Reader, self).__init__(file, cls)
        self._read_ahead(b'')

    def _read_ahead(self, data):
        self._ahead = self._file_of(data)               # what was read ahead and is not yet taken
        self._lines = map(self._cls, self._ahead)       # takes its lines: a call of C each

    def _more_lines(self):
        """The next line, when none is ready; the others that the buffer holds are made ready. '' at the end."""
        try:
            waiting = self.raw.peek(1)
        except AttributeError:      # no buffer: a raw file, an io.BytesIO
            waiting = b''
        end = waiting.rfind(b'\n') + 1
        if end <= waiting.find(b'\n') + 1:     # one line at the most
            return self._result(self.raw.readline())
        self._read_ahead(self.raw.read(end))
        return next(self._lines)

    def _batches(self):
        while True:
            yield self._lines
            line = self._more_lines()
            if not line:
                return
            yield (line,)

    def __iter__(self):
        return itertools.chain.from_iterable(self._batches())

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    next = __next__

    def readline(self, size=-1):
        """The next line with its end, of size characters at most; '' at the end of the stream."""
        if size is None or size < 0:
            for line in self._lines:
                return line
            return self._more_lines()
        line = self._ahead.readline(size)
        return self._cls(line) if line or not size else self._result(self.raw.readline(size))

    def readlines(self, hint=None):
        """The lines until the end, or until they have hint characters in all."""
        lines, size = [], 0
        for line in self:
            lines.append(line)
            size += len(line)
            if hint and 0 < hint <= size:
                break
        return lines

    def read(self, size=-1):
        """size characters, or less at the end of the stream; all until then if size is None or negative."""
        ahead = self._cls(self._ahead.read(size))
        if size is None or size < 0:
            return ahead + self._result(self.raw.read())
        if len(ahead) == size:
            return ahead
        more = self._result(self.raw.read(size - len(ahead)))
        return ahead + more if more is not None else ahead or None

    def read1(self, size=-1):
        """What there is, of size characters at most; waits only if there is nothing."""
        ahead = self._ahead.read(size)
        return self._cls(ahead) if ahead or size == 0 else self._result(self.raw.read1(size))

    def peek(self, size=0):
        """What there is, without taking it; waits only if there is nothing."""
        place = self._ahead.tell()
        ahead = self._ahead.read()
        self._ahead.seek(place)
        return self._cls(ahead) if ahead else self._result(self.raw.peek(size))

    def readinto(self, buf):
        """Read into a buffer; return the number of bytes."""
        view = memoryview(buf).cast('B')
        data = self.read(len(view))
        if data is None:
            return None
        view[:len(data)] = b(data)
        return len(data)

    readinto1 = readinto

    def _result(self, data):
        return None if data is None else self._make(data)       # None: non-blocking, and nothing there


class Writer(_File):
    """A binary file for writing, which takes native strings, latin-1 text and bytes."""

    def write(self, data):
        """Write; return the number of bytes. UnicodeEncodeError for other text, TypeError for no string."""
        return self.raw.write(b(data))

    def writelines(self, lines):
        self.raw.writelines(map(b, lines))

    def getvalue(self):
        """Of a datagram's wfile: what was written."""
        return self._make(self.raw.getvalue())


class _ReaderWriter(Reader, Writer):
    """What makefile('rw') gives. With a buffer size of 0 each write is sent at once."""

    def __init__(self, file, cls, at_once):
        super(_ReaderWriter, self).__init__(file, cls)
        self._at_once = at_once

    def write(self, data):
        written = super(_ReaderWriter, self).write(data)
        if self._at_once:
            self.raw.flush()
        return written


class NativeSocket(socket.socket):
    """A socket that gives native strings. It holds no descriptor of its own: `raw`, the plain socket, does it all."""

    __slots__ = ('raw', '_cls', '_make')

    def __new__(cls, raw, string_class):
        return socket.socket.__new__(cls)

    def __init__(self, raw, string_class):
        self.raw = raw
        self._cls = string_class
        self._make = MAKERS[string_class][0]

    def __getattr__(self, name):        # what only an SSLSocket has
        if name in NativeSocket.__slots__:
            raise AttributeError(name)
        value = getattr(self.raw, name)
        if name == 'read':
            return lambda *args: self._read(value(*args))
        return value if name != 'write' else lambda data: value(b(data))

    def _read(self, data):
        return data if isinstance(data, int) else self._make(data)      # a number: of what is in a buffer

    def __repr__(self):
        return '<native strings over %r>' % (self.raw,)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.raw.close()

    def __getstate__(self):
        raise TypeError('cannot pickle a socket')

    def recv(self, *args):
        return self._make(self.raw.recv(*args))

    def recvfrom(self, *args):
        data, address = self.raw.recvfrom(*args)
        return self._make(data), address

    def recvmsg(self, *args):
        result = self.raw.recvmsg(*args)
        return (self._make(result[0]),) + result[1:]

    def send(self, data, *args):
        return self.raw.send(b(data), *args)

    def sendall(self, data, *args):
        return self.raw.sendall(b(data), *args)

    def sendto(self, data, *args):
        return self.raw.sendto(b(data), *args)

    def sendmsg(self, buffers, *args):
        return self.raw.sendmsg([b(data) for data in buffers], *args)

    def accept(self):
        request, address = self.raw.accept()
        return NativeSocket(request, self._cls), address

    def dup(self):
        return NativeSocket(self.raw.dup(), self._cls)

    def makefile(self, mode='r', buffering=-1, **kwargs):
        """A file of native strings, whatever mode says of text. With an encoding: Python 3's file of text."""
        if kwargs:
            return self.raw.makefile(mode, buffering, **kwargs)
        if 'r' in mode and ('w' in mode or '+' in mode):
            return _ReaderWriter(self.raw.makefile('rwb', buffering or -1), self._cls, not buffering)
        if 'w' in mode:
            file = self.raw.makefile('wb', buffering) if buffering else SocketWriter(self.raw)
            return Writer(file, self._cls)
        return Reader(self.raw.makefile('rb', buffering), self._cls)


def _delegate(name):
    """A method or an attribute of socket.socket, of the plain socket."""
    if not callable(getattr(socket.socket, name)):
        return property(lambda self: getattr(self.raw, name))

    def method(self, *args, **kwargs):
        return getattr(self.raw, name)(*args, **kwargs)
    method.__name__ = name
    return method


for _name in dir(socket.socket):
    if not _name.startswith('__') and _name not in vars(NativeSocket):
        setattr(NativeSocket, _name, _delegate(_name))


def _keep_wrapped_by_ssl():
    """Have TLS over a NativeSocket be a NativeSocket: the ssl module makes its sockets of the descriptor alone."""
    try:
        import ssl
    except ImportError:
        return
    if not hasattr(ssl.SSLContext.wrap_socket, 'native_strings'):
        ssl.SSLContext.wrap_socket = _wrapping(ssl.SSLContext.wrap_socket)


def _wrapping(wrap_socket):
    def wrapping(self, sock, *args, **kwargs):
        if not isinstance(sock, NativeSocket):
            return wrap_socket(self, sock, *args, **kwargs)
        return NativeSocket(wrap_socket(self, sock.raw, *args, **kwargs), sock._cls)
    wrapping.__doc__ = wrap_socket.__doc__
    wrapping.native_strings = True
    return wrapping
