"""What all servers share: the loop around one request at a time.

The rules of this file:
- whoever got a request shuts it, whatever is raised on the way;
- what ends a program (KeyboardInterrupt and its kin) is never swallowed;
- shutdown() never waits for a loop that cannot end before it returns;
- no state is made in __init__, which programs replace and natives bypass: it
  has defaults in the classes.
"""

import sys

from compatsrv import _handshake, _loop
from compatsrv._native import SOCKET_ERRORS, fatal, get_ident, monotonic, native
from compatsrv._sockets import PLAIN, timeout_of
from compatsrv._twins import Twin, twin_of

__all__ = ['BaseServer']

BATCH = 16              # requests after the first one until the loop looks at its other duties
LONGEST_DOUBT = 31      # turns without asking for more than one when that did not pay


@twin_of(native.BaseServer)
class BaseServer(native.BaseServer, Twin):
    """The loop, the hooks and the rules that all servers share.

    Besides what the native class has:

    logger          a logging.Logger for errors; None (the default) prints them to sys.stderr
    block_on_close  server_close() waits for running requests (the default)
    close_timeout   for how many seconds it does; None (the default) is no limit
    """

    block_on_close = True
    close_timeout = None
    logger = None

    _stop = False           # what the property below holds
    _waiter = None          # the sleep of the running serve_forever
    _loop_thread = None     # the identity of its thread
    _pause = None           # a _loop.Pause while descriptors are short
    _received = False       # the last call of _handle_request_noblock() found a request
    _doubt = _doubts = 0    # turns to come without a batch, and how many there were the last time

    # The name that the native class gives its flag. Natives and programs set it to
    # end the loop, so setting it has to wake the loop as shutdown() does.
    @property
    def __shutdown_request(self):
        return self._stop

    @__shutdown_request.setter
    def __shutdown_request(self, value):
        self._stop = value
        if value:
            self._wake()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.server_close()

    def serve_forever(self, poll_interval=0.5):
        """Handle requests until shutdown().

        poll_interval: seconds between two calls of service_actions(), if a subclass
        has one, while nothing arrives. Nothing else waits for it: the loop is woken
        by requests and by shutdown(). None, 0 and less mean no timer.

        A shutdown() that came before ends it at once; server_close() ends it as well.
        Raises ValueError if the server is closed already.
        """
        self._loop_thread = get_ident()
        self.__is_shut_down.clear()
        try:
            if not self._stop:
                self._serve(poll_interval)
        finally:
            self._loop_thread = None
            self.__shutdown_request = False
            self.__is_shut_down.set()

    def _serve(self, poll_interval):
        waiter = self._waiter = self._make_waiter()
        idle = getattr(self.service_actions, 'never_acts', False)
        longest_sleep = self._longest_sleep(poll_interval)
        try:
            with _loop.non_blocking(self._listener()):
                while not self._stop:
                    ready, woken = waiter.wait(longest_sleep, self._seconds_to_pause())
                    if self._stop:      # bpo-35017: not one request more
                        break
                    if woken and not self._is_open(waiter.fd):
                        break
                    if ready:
                        self._handle_batch()
                    if woken:
                        self._handle_deferred()
                    if not idle:
                        self.service_actions()
                        longest_sleep = self._longest_sleep(poll_interval)
        finally:
            self._waiter = None
            waiter.close()

    def shutdown(self):
        """Make serve_forever return, and wait until it has.

        It waits only for a loop that runs in another thread. Called from that loop's
        own thread (a synchronous handler, a signal handler), or while no serve_forever
        runs, it returns at once. In the latter case it is remembered and ends the next
        serve_forever before its first request, so that starting and stopping may race.
        """
        self.__shutdown_request = True
        thread = self._loop_thread
        if thread is not None and thread != get_ident():
            self.__is_shut_down.wait()

    def service_actions(self):
        """Called on each turn of serve_forever, for subclasses to override."""

    service_actions.idle = True         # not worth a wake-up of its own
    service_actions.never_acts = True   # nor a call

    def handle_request(self):
        """Handle one request, within self.timeout seconds.

        The listener's own timeout counts too, and the shorter one holds. When there is
        none in time, handle_timeout() is called. Returns what handle_timeout() returned.
        Raises ValueError if the server is closed.
        """
        fd = self._open_fileno()
        listener = getattr(self, 'socket', None)
        timeouts = [self.timeout, listener.gettimeout() if listener else None]
        timeout = min([t for t in timeouts if t is not None] or [None])
        if self._pause:
            timeout = self._pause.sleep(timeout)
        if not _loop.wait_readable(fd, timeout):
            return self.handle_timeout()
        with _loop.non_blocking(self._listener()):
            return self._handle_request_noblock()

    def _handle_batch(self):
        """Handle the requests that have arrived, as long as that does not hold up the rest of the loop.

        Asking get_request() for more saves a turn if there is more, but a refusal costs two. So turns that
        did not pay are followed by some that do not ask. Where a program has overridden get_request()
        (it might block) or service_actions(), one is handled a turn, as natively.
        """
        self._handle_request_noblock()
        if self._doubt:
            self._doubt -= 1
            return
        if not self._batches():
            return
        listener = self._listener()
        asked = 0
        for asked in range(min(BATCH, self._room())):
            if not self._received or self._stop:
                break
            try:
                if listener is not None and timeout_of(listener) != 0:     # a program has given it one meanwhile
                    break
            except SOCKET_ERRORS:       # 2.7, closed
                break
            self._handle_request_noblock()
        paid = self._received or asked > 3
        self._doubt = self._doubts = 0 if paid else min(2 * self._doubts + 1, LONGEST_DOUBT)

    def _batches(self):
        """Whether more than one request a turn may be taken."""
        return getattr(self.get_request, 'never_blocks', False) and getattr(self.service_actions, 'idle', False)

    def _handle_request_noblock(self):
        """Handle one request; the listener was readable, yet there may be none any more."""
        try:
            request, client_address = self.get_request()
        except SOCKET_ERRORS as error:
            self._received = False
            self._accepting_failed(error)
            return
        if not self._received:      # the end of an episode, if there was one
            self._received = True
            self._pause = None
        try:
            if self.verify_request(request, client_address):
                self.process_request(request, client_address)
            else:
                self.shutdown_request(request)
        except:     # noqa: E722 - 2.7 raises instances of old-style classes as well
            self._request_failed(request, client_address)

    def finish_request(self, request, client_address):
        """Have a handler handle the request, after the handshake that accept() on a TLS listener left to us."""
        if type(request) not in PLAIN and not getattr(request, 'do_handshake_on_connect', True):
            try:
                _handshake.shake_hands(request, _handshake.TIMEOUT)
            except _handshake.ERRORS as error:
                self._report(_handshake.FAILED % (client_address, error))
                return
        self.RequestHandlerClass(request, client_address, self)

    def _request_failed(self, request, client_address):
        """While handling an exception: tell handle_error unless it is fatal, and shut the request in any case."""
        try:
            if fatal():
                raise
            self.handle_error(request, client_address)
        finally:
            self.shutdown_request(request)

    def _accepting_failed(self, error):
        """get_request() raised error: the client is gone, or there was none, or descriptors are short."""
        if _loop.exhausted(error):
            if self._pause is None:
                self._pause = _loop.Pause()
                self._report('Cannot accept requests for now: %s' % (error,))
            self._pause.prolong()

    def handle_error(self, request, client_address):
        """Tell of the exception that is being handled: to self.logger, or else to sys.stderr. Raises nothing."""
        self._report('Exception occurred during processing of request from %s' % (client_address,), sys.exc_info())

    def _report(self, message, exc_info=None, level='error'):
        try:
            if self.logger is not None:
                getattr(self.logger, level)(message, exc_info=exc_info)
            elif exc_info is None:
                sys.stderr.write(message + '\n')
            else:
                import traceback    # as natively: not before it is needed
                rule = '-' * 40 + '\n'
                trace = ''.join(traceback.format_exception(*exc_info))
                sys.stderr.write(rule + message + '\n' + trace + rule)
            if self.logger is None:
                sys.stderr.flush()      # up to 3.8 what goes into a pipe or a file stays in the buffer
        except Exception:
            pass    # sys.stderr is None under pythonw, and broken when a terminal is gone

    def drain(self, timeout=None):
        """Stop accepting at once, let running requests finish, and return how many have not.

        timeout: seconds to wait; None is no limit. A request that calls it is not waited for.
        Stream listeners are closed; server_close() remains to be called.
        """
        deadline = None if timeout is None else monotonic() + timeout
        self.__shutdown_request = True
        self._stop_listening()
        left = 0
        thread = self._loop_thread
        if thread is None:
            self.__shutdown_request = False     # there is no loop to consume it
        elif thread != get_ident():
            left = not wait(self.__is_shut_down, deadline)
        return left + self._wait_for_requests(deadline)

    # What the loop asks of the classes.

    def _listener(self):
        """The socket whose accept() must not block, or None."""

    def _make_waiter(self):
        """The sleep of serve_forever. Raises ValueError if the server is closed."""
        return _loop.Waiter(self._open_fileno())

    def _seconds_to_pause(self):
        """How long to leave the listener alone, 0 for not at all."""
        return self._pause.remaining() if self._pause else 0

    def _room(self):
        """How many requests can be taken at once."""
        return BATCH

    def _handle_deferred(self):
        """Handle requests that were accepted on an earlier turn; whoever has one ready wakes the loop."""

    def _stop_listening(self):
        """Refuse new clients, where that leaves running requests alone."""

    def _wait_for_requests(self, deadline):
        """Wait until monotonic() is deadline for requests that run beside the loop; return how many still do."""
        return 0

    def _close_deadline(self):
        return None if self.close_timeout is None else monotonic() + self.close_timeout

    def _longest_sleep(self, poll_interval):
        """Seconds that the loop may sleep when nothing happens."""
        if getattr(self.service_actions, 'idle', False) or not poll_interval or poll_interval < 0:
            return _loop.MAX_SLEEP
        return poll_interval

    def _open_fileno(self):
        """The listener's descriptor; ValueError if it is closed."""
        try:
            fd = self.fileno()
        except SOCKET_ERRORS:
            fd = -1
        if fd < 0:
            raise ValueError('the server is closed')
        return fd

    def _is_open(self, fd):
        try:
            return self.fileno() == fd
        except SOCKET_ERRORS:
            return False

    def _wake(self):
        waiter = self._waiter
        if waiter is not None:
            waiter.wake()


def wait(event, deadline):
    """Wait for a threading.Event until monotonic() is deadline (None: no limit); True if it is set."""
    event.wait(None if deadline is None else max(0, deadline - monotonic()))
    return event.is_set()
