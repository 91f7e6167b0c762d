"""The handler classes: one object for each request.

The rules of this file:
- handlers deal in bytes, and what is no buffer is a TypeError, on 2.7 too;
- what setup() opened is closed, also when setup() itself fails;
- a client that is gone is no error at the end of a request;
- what handlers deal in is said by one attribute, `strings`, and only 'bytes' costs nothing.
"""

import errno
import io
import socket
import sys

from compatsrv import _sockets
from compatsrv._native import SOCKET_ERRORS, native
from compatsrv._sockets import make_files, send_at_once
from compatsrv._twins import Twin, twin_of

__all__ = ['BaseRequestHandler', 'StreamRequestHandler', 'DatagramRequestHandler', 'NativeStringMixIn',
           'NativeBaseRequestHandler', 'NativeStreamRequestHandler', 'NativeDatagramRequestHandler',
           'TextStreamRequestHandler', 'TextDatagramRequestHandler']

NATIVE = ('native', 'binary-native')
# With these values of `strings` the handler has the request as the server has it.
AS_THEY_ARE = ('bytes', 'text') + NATIVE * (str is bytes)


@twin_of(native.BaseRequestHandler)
class BaseRequestHandler(native.BaseRequestHandler, Twin):
    """Calls setup(), handle() and finish(): finish() even when handle() raises, but not when setup() does.

    strings   what the handler deals in:
              'bytes'          str on 2.7, bytes on Python 3 (the default);
              'native'         native strings: str on both, made of bytes;
              'binary-native'  the same, but on Python 3 they are bytes that act as str;
              'text'           unicode on 2.7, str on Python 3, through rfile and wfile: see TextStreamRequestHandler
    """

    strings = 'bytes'
    encoding = 'utf-8'
    errors = 'strict'
    newline = None
    max_line = 65536

    def __init__(self, request, client_address, server):
        self.request = request if self.strings == 'bytes' else _strings_of_request(self, request)
        self.client_address = client_address
        self.server = server
        self.setup()
        try:
            self.handle()
        except UnicodeDecodeError as error:
            if getattr(getattr(self, 'rfile', None), 'error', None) is not error:
                raise
            self.handle_decode_error(error)
        finally:
            self.finish()

    @property
    def request_truncated(self):
        """True if the request is a datagram that was longer than the server's max_packet_size."""
        return getattr(self.request, 'truncated', False)

    def handle_decode_error(self, error):
        """Called when a handler of text received what is none: tell of it, and let the connection be closed.

        error: the UnicodeDecodeError, which ended handle().
        """
        message = 'No text from %s: %s' % (self.client_address, error)
        report = getattr(self.server, '_cs_report', None)
        if report is not None:
            report(message)
        else:       # a native server
            sys.stderr.write(message + '\n')


def _strings_of_request(handler, request):
    """The request for a handler whose `strings` is not 'bytes'. Raises ValueError for what it cannot be."""
    if handler.strings == 'text':
        return request
    if handler.strings in NATIVE and str is bytes:
        return _sockets.sending_text(request)
    if handler.strings not in NATIVE:
        raise ValueError("strings = %r: it is one of 'bytes', 'native', 'binary-native', 'text'" % (handler.strings,))
    from compatsrv import _requests
    return _requests.native_request(request, _requests.KINDS[handler.strings])


def _strings_of_files(handler, rfile, wfile):
    """The files for a handler whose `strings` is not 'bytes', made of the binary ones."""
    if handler.strings == 'text':
        from compatsrv import _text
        return (_text.TextReader(rfile, handler.encoding, handler.errors, handler.newline, handler.max_line),
                _text.TextWriter(wfile, handler.encoding, handler.errors, handler.newline))
    if str is bytes:
        return _sockets.reading_whole(rfile), _sockets.taking_text(wfile)
    from compatsrv import _requests
    return _requests.native_files(handler, rfile, wfile, _requests.KINDS[handler.strings])


@twin_of(native.StreamRequestHandler)
class StreamRequestHandler(native.StreamRequestHandler, BaseRequestHandler):
    """Gives handle() the files rfile (an io.BufferedReader) and wfile (an io.BufferedIOBase).

    Attributes::

        rbufsize, wbufsize        buffer sizes in bytes; -1 the default size (128 KiB to read), 0 none. What a buffered
                                  wfile holds is sent when rfile has to wait for the client, and at the end
        timeout                   seconds that one receive or one write may take; None is no limit
        disable_nagle_algorithm   None (the default): TCP_NODELAY is set where there is such a thing, so that no
                                  write waits for the client to acknowledge the one before; False: it is not;
                                  True: it is, and it is an error if that fails. docs/nagle.md has figures
    """

    disable_nagle_algorithm = None

    def setup(self):
        self.connection = self.request
        if self.timeout is not None:
            self.connection.settimeout(self.timeout)
        if self.disable_nagle_algorithm is not False and isinstance(self.client_address, tuple):    # no Unix socket
            send_at_once(self.connection, strict=self.disable_nagle_algorithm)
        # What a subclass's setup() put into self.request may be a plain socket.
        plain = self.connection if self.strings in AS_THEY_ARE else getattr(self.connection, 'raw', self.connection)
        self.rfile, self.wfile = make_files(plain, self.rbufsize, self.wbufsize)
        if self.strings != 'bytes':
            try:
                self.rfile, self.wfile = _strings_of_files(self, self.rfile, self.wfile)
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
        self.rfile = io.BytesIO(self.packet if self.strings in AS_THEY_ARE else bytes(self.packet))
        self.wfile = io.BytesIO()
        if self.strings != 'bytes':
            self.rfile, self.wfile = _strings_of_files(self, self.rfile, self.wfile)

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


class NativeStringMixIn(Twin):
    """Before a handler class, on Python 3: what it receives acts as Python 2's str, and str can be sent.

    request, rfile and wfile give and take native strings; http.server's own parsing still sees bytes.
    On 2.7, where all that is so, it does nothing.
    """

    strings = 'native'


class NativeBaseRequestHandler(NativeStringMixIn, BaseRequestHandler):
    """A BaseRequestHandler that deals in native strings."""


class NativeStreamRequestHandler(NativeBaseRequestHandler, StreamRequestHandler):
    """A StreamRequestHandler that deals in native strings."""


class NativeDatagramRequestHandler(NativeBaseRequestHandler, DatagramRequestHandler):
    """A DatagramRequestHandler that deals in native strings."""


class TextStreamRequestHandler(StreamRequestHandler):
    """A StreamRequestHandler whose rfile and wfile deal in text: unicode on 2.7, str on Python 3.

    Attributes::

        encoding, errors   'utf-8' and 'strict'; undecodable input ends handle() and goes to handle_decode_error()
        newline            None: '\\r\\n' is read as '\\n'; '\\r\\n': and written for '\\n' as well; '\\n': lines are as they are
        max_line           characters that a line may have (65536); None is no limit. A longer one is a LineTooLong
                           error, which is a ValueError, and the end of the connection
    """

    strings = 'text'


class TextDatagramRequestHandler(DatagramRequestHandler):
    """A DatagramRequestHandler whose rfile and wfile deal in text, as those of TextStreamRequestHandler."""

    strings = 'text'
