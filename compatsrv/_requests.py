"""The requests of handlers that deal in native strings, on Python 3.

What is received comes as NativeString (or NativeBytes); what is sent may be that, plain str of latin-1, or bytes. All
else is as it was: the socket is a socket.socket, with the same descriptor, timeout and methods, and `raw` is the plain
one. Never imported on 2.7, where sockets give native strings.
"""

import socket
import sys

from compatsrv._files import MAKERS, Reader, Writer
from compatsrv._nativebytes import NativeBytes
from compatsrv._nativestr import NativeString
from compatsrv._sockets import SocketWriter
from compatsrv._strings import b

__all__ = ['KINDS', 'NativeSocket', 'native_files', 'native_request', 'native_socket']

# Values of a handler's attribute `strings`.
KINDS = {'native': NativeString, 'binary-native': NativeBytes}


def native_request(request, cls):
    """What a handler gets for a request: a socket, or the pair of a datagram server."""
    if isinstance(request, tuple):
        data = request[0] if isinstance(request[0], cls) else MAKERS[cls](request[0])
        parts = [data] + [native_socket(part, cls) for part in request[1:]]
        return type(request)(parts)        # one that tells of a cut goes on telling
    return native_socket(request, cls)


def native_files(handler, rfile, wfile, cls):
    """The files of a handler, made of the plain ones. One that serves HTTP gets its own rfile only for the body."""
    reader, writer = Reader(rfile, cls), Writer(wfile, cls)
    http = sys.modules.get('http.server')
    if http and isinstance(handler, http.BaseHTTPRequestHandler):       # which parses bytes
        from compatsrv._http import switch_after_parsing
        rpc = sys.modules.get('xmlrpc.server')
        if rpc and isinstance(handler, rpc.SimpleXMLRPCRequestHandler):     # whose do_POST() joins them by b''
            reader = Reader(rfile, NativeBytes)
        switch_after_parsing(handler, rfile, reader)
        return rfile, writer
    return reader, writer


def native_socket(sock, cls=NativeString):
    """The socket, wrapped so that it gives instances of cls; what is wrapped already stays as it is."""
    if isinstance(sock, NativeSocket):
        return sock
    _keep_wrapped_by_ssl()
    return NativeSocket(sock, cls)


class NativeSocket(socket.socket):
    """A socket that gives native strings. It holds no descriptor of its own: `raw`, the plain socket, does it all."""

    __slots__ = ('raw', '_cls', '_make')

    def __new__(cls, raw, string_class):
        return socket.socket.__new__(cls)

    def __init__(self, raw, string_class):
        self.raw = raw
        self._cls = string_class
        self._make = MAKERS[string_class]

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

    def getsockopt(self, *args):
        value = self.raw.getsockopt(*args)
        return self._make(value) if isinstance(value, bytes) else value

    def setsockopt(self, level, option, value, *args):
        self.raw.setsockopt(level, option, b(value) if isinstance(value, str) else value, *args)

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
        size = -1 if buffering is None else buffering
        if 'w' in mode and 'r' not in mode and '+' not in mode:
            return Writer(_writer(self.raw, size), self._cls)
        return SocketFile(self.raw, self._cls, mode, size)


class SocketFile(Reader, Writer):
    """What makefile() gives, for reading and for writing: Python 2 does not look at the mode."""

    name = '<socket>'

    def __init__(self, sock, cls, mode, size):
        # Of lines Python 2 buffers only those that are written.
        super(SocketFile, self).__init__(sock.makefile('rb', -1 if size == 1 else size), cls)
        self.mode, self.bufsize = mode, size
        self._sock, self._writer = sock, None

    def _open_writer(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        if self._writer is None:
            self._writer = _writer(self._sock, self.bufsize)
        return self._writer

    def write(self, data):
        return self._open_writer().write(b(data))

    def writelines(self, lines):
        self._open_writer().writelines(map(b, lines))

    def flush(self):
        if self._writer is not None:
            self._writer.flush()

    def close(self):
        """Send what is buffered, and close."""
        try:
            if self._writer is not None:
                self._writer.close()
        finally:
            self.raw.close()


def _writer(sock, size):
    return sock.makefile('wb', size) if size else SocketWriter(sock)


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
