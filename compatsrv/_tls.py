"""TLS for servers of streams.

The rules of this file:
- the accepting loop never waits for a handshake: it happens in the request's own thread or child, and for a
  server that has neither in a thread that hands the request back to the loop;
- a handshake has a time limit as a whole, however slowly a client sends;
- a handshake that fails is one line in the log, and the connection is closed;
- the other side is told of the end (close_notify), and nobody waits for its answer.

The ssl module is imported when a server is made, not before.
"""

import collections
import socket
import threading

from compatsrv import _handshake
from compatsrv._native import SOCKET_ERRORS, native
from compatsrv._sockets import with_plain_timeouts
from compatsrv._twins import Twin

__all__ = ['TLSMixIn']

_counting = threading.Lock()


class TLSMixIn(Twin):
    """Put it before the classes of a stream server; its handlers' requests are ssl.SSLSockets.

    ssl_context         an ssl.SSLContext for servers; or else
    certfile, keyfile   the files of the certificate chain and of its key (None: it is in certfile)
    handshake_timeout   seconds that a handshake may take (10); None is no limit
    handshakes_failed   how many have failed; with forking servers each child counts for itself

    Making an instance raises TypeError where it stands behind the server class, which would serve without TLS, or
    where that is no stream server.
    """

    ssl_context = None
    certfile = None
    keyfile = None
    handshake_timeout = _handshake.TIMEOUT
    handshakes_failed = 0

    def __new__(cls, *args, **kwargs):
        order = cls.__mro__
        if native.BaseServer in order and order.index(TLSMixIn) > order.index(native.BaseServer):
            raise TypeError('%s: TLSMixIn has to stand before the server class' % cls.__name__)
        if getattr(cls, 'socket_type', socket.SOCK_STREAM) != socket.SOCK_STREAM:
            raise TypeError('%s: TLSMixIn is for stream servers' % cls.__name__)
        make = super(TLSMixIn, cls).__new__
        return make(cls) if make is object.__new__ else make(cls, *args, **kwargs)

    def server_activate(self):
        """Listen; what is wrong with the certificate or an option is raised here, and not when a client comes."""
        context, timeout = self._cs_tls_context(), self.handshake_timeout
        if not hasattr(context, 'wrap_socket'):
            raise ValueError('TLS: ssl_context = %r: it is no ssl.SSLContext' % (context,))
        if timeout is not None and not (isinstance(timeout, (int, float)) and timeout > 0):
            raise ValueError('TLS: handshake_timeout = %r: it is None or a number of seconds' % (timeout,))
        _handshake.suppress_ragged_eofs(context)
        super(TLSMixIn, self).server_activate()

    def get_request(self):
        """Accept a client; return its socket, over which TLS is still to begin, and its address."""
        request, client_address = super(TLSMixIn, self).get_request()
        try:
            return with_plain_timeouts(self._cs_tls_context().wrap_socket(
                request, server_side=True, do_handshake_on_connect=False)), client_address
        except BaseException as error:
            request.close()
            if isinstance(error, SOCKET_ERRORS):      # the client is gone already
                self.handle_handshake_error(client_address, error)
            raise

    def process_request(self, request, client_address):
        """As without TLS, but a server with neither threads nor children handles the request after its handshake."""
        process_request = super(TLSMixIn, self).process_request
        alone = process_request.__func__ is vars(native.BaseServer)['process_request']
        if not alone or not self._cs_waiters:       # handle_request(): there is no loop that it could keep
            process_request(request, client_address)
            return
        self._cs_shaken()
        thread = threading.Thread(target=self._cs_shake_hands_aside, args=(request, client_address))
        thread.daemon = True
        thread.start()

    def finish_request(self, request, client_address):
        """Shake hands, and if that succeeds have a handler handle the request."""
        if self._cs_shake_hands(request, client_address):
            super(TLSMixIn, self).finish_request(request, client_address)

    def shutdown_request(self, request):
        """Tell the other side that this is the end, and close the connection."""
        try:
            request.settimeout(0)
            request.unwrap()
        except (SOCKET_ERRORS + (ValueError, AttributeError)):
            pass    # what was to be sent is sent; the answer is not waited for
        super(TLSMixIn, self).shutdown_request(request)

    def server_close(self):
        """Close the listener, and the requests whose handshake is over and which nobody will handle now."""
        super(TLSMixIn, self).server_close()
        self._cs_drop_shaken()

    def handle_handshake_error(self, client_address, error):
        """Called when a handshake failed, with the exception. Counts, and tells of it in one line."""
        with _counting:
            self.handshakes_failed += 1
        self._cs_report(_handshake.FAILED % (client_address, error))

    def _cs_tls_context(self):
        if self.ssl_context is None:
            if self.certfile is None:
                raise ValueError('TLS: neither ssl_context nor certfile is set')
            import ssl
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(self.certfile, self.keyfile)
            self.ssl_context = context
        return self.ssl_context

    def _cs_shake_hands(self, request, client_address):
        """Do the handshake, once; True if it succeeded, in handshake_timeout seconds."""
        try:
            _handshake.shake_hands(request, self.handshake_timeout)
        except _handshake.ERRORS as error:
            self.handle_handshake_error(client_address, error)
            return False
        return True

    # What a server without threads and children does.

    def _cs_shaken(self):
        """The requests whose handshake is over and which the loop has to handle, each with its address and thread."""
        if '_cs_requests_shaken' not in vars(self):    # no __init__ of ours is sure to run
            self._cs_requests_shaken = collections.deque()
        return self._cs_requests_shaken

    def _cs_shake_hands_aside(self, request, client_address):
        """In a thread: the handshake. The loop does the rest."""
        try:
            succeeded = self._cs_shake_hands(request, client_address)
        except:     # noqa: E722 - whatever it is, the request is shut
            self._cs_request_failed(request, client_address)
            return
        if not succeeded:
            self.shutdown_request(request)
            return
        self._cs_shaken().append((request, client_address, threading.current_thread()))
        self._cs_wake()
        try:
            self._cs_open_fileno()
        except ValueError:      # server_close() came first
            self._cs_drop_shaken()

    def _cs_handle_deferred(self):
        super(TLSMixIn, self)._cs_handle_deferred()
        while not self._BaseServer__shutdown_request:
            request, client_address, thread = self._cs_next_shaken()
            if request is None:
                return
            thread.join()       # it has nothing left to do; 2.7 complains of daemons that outlive the program
            try:
                super(TLSMixIn, self).process_request(request, client_address)
            except:     # noqa: E722 - see _handle_request_noblock()
                self._cs_request_failed(request, client_address)

    def _cs_drop_shaken(self):
        request = self._cs_next_shaken()[0]
        while request is not None:
            self.shutdown_request(request)
            request = self._cs_next_shaken()[0]

    def _cs_next_shaken(self):
        try:
            return self._cs_shaken().popleft()
        except IndexError:      # none, or another thread was quicker
            return None, None, None
