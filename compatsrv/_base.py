"""What all servers share: the loop around one request at a time.

The rules of this file:
- whoever got a request shuts it, whatever is raised on the way;
- what ends a program (KeyboardInterrupt and its kin) is never swallowed;
- shutdown() never waits for a loop that cannot end before it returns;
- no state is made in __init__, which programs replace and natives bypass: it
  has defaults in the classes;
- private names begin with _cs_, in the mix-ins too: programs derive from these classes, and have private names of their own;
- what changes from turn to turn is no attribute of the server. On 2.7 each look at
  one walks through all base classes, for some of them are classic; on 3.13 one
  that has a default in the class is not looked up quickly either.
"""

import sys

from compatsrv import _handshake, _loop, _poll
from compatsrv._native import SOCKET_ERRORS, fatal, get_ident, monotonic, native
from compatsrv._sockets import PLAIN, timeout_reader
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

    # The identities of the threads that are in serve_forever, for there are programs with several, and the sleeps of their
    # loops. A server that serves has lists: two threads may append and remove at the same time.
    _cs_loop_threads = _cs_waiters = ()
    _cs_pause = None           # a _loop.Pause while descriptors are short

    # The name that the native class gives its flag. Natives and programs set it to
    # end the loop, so setting it has to wake the loop as shutdown() does.
    @property
    def __shutdown_request(self):
        return getattr(self, '_BaseServer__stop', False)

    @__shutdown_request.setter
    def __shutdown_request(self, value):
        self.__stop = value     # many a program has a _stop of its own, and so has threading.Thread
        for waiter in list(self._cs_waiters):
            waiter.ended = bool(value)
            if value:
                waiter.wake()

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.server_close()

    def serve_forever(self, poll_interval=0.5):
        """Handle requests until shutdown().

        poll_interval: seconds between two calls of service_actions(), if a subclass
        has one, while nothing arrives. Nothing else waits for it: the loop is woken
        by requests and by shutdown(). None, 0 and less mean no timer.

        A shutdown() that came before ends it at once; server_close() ends it as well. Several threads may call it: each
        has a loop, and takes the requests that it gets hold of first.
        Raises ValueError if the server is closed already.
        """
        threads = vars(self).setdefault('_cs_loop_threads', [])
        threads.append(get_ident())
        self.__is_shut_down.clear()
        try:
            if not self.__shutdown_request:
                self._cs_serve(poll_interval)
        finally:
            threads.remove(get_ident())
            if not threads:
                self.__shutdown_request = False
                self.__is_shut_down.set()

    def _cs_serve(self, poll_interval):
        waiter = self._cs_make_waiter()
        waiters = vars(self).setdefault('_cs_waiters', [])
        waiters.append(waiter)
        if self.__shutdown_request:
            waiter.ended = True     # never False here: a shutdown() that comes now has set it
        idle = getattr(self.service_actions, 'never_acts', False)
        longest_sleep = self._cs_longest_sleep(poll_interval)
        seconds_to_pause, handle_batch, handle_one = self._cs_seconds_to_pause, self._cs_handle_batch, self._handle_request_noblock
        doubt = doubts = 0      # turns to come that handle one request, and how many there were the last time
        try:
            with _loop.non_blocking(self._cs_listener()):
                while not waiter.ended:
                    ready, woken = waiter.wait(longest_sleep, seconds_to_pause())
                    if waiter.ended:    # bpo-35017: not one request more
                        break
                    if woken and not self._cs_is_open(waiter.fd):
                        break
                    if ready:
                        if doubt:
                            doubt -= 1
                            handle_one()
                        elif handle_batch():
                            doubts = 0
                        else:
                            doubt = doubts = min(2 * doubts + 1, LONGEST_DOUBT)
                    if woken:
                        self._cs_handle_deferred()
                    if not idle:
                        self.service_actions()
                        longest_sleep = self._cs_longest_sleep(poll_interval)
        finally:
            waiters.remove(waiter)
            waiter.close()

    def shutdown(self):
        """Make serve_forever return, in all threads that call it, and wait until it has.

        It waits only for loops that run in other threads. Called from a loop's
        own thread (a synchronous handler, a signal handler), or while no serve_forever
        runs, it returns at once. In the latter case it is remembered and ends the next
        serve_forever before its first request, so that starting and stopping may race.
        """
        self.__shutdown_request = True
        if self._cs_loops_elsewhere():
            self.__is_shut_down.wait()

    def service_actions(self):
        """Called on each turn of serve_forever, for subclasses to override."""

    service_actions.idle = True         # not worth a wake-up of its own
    service_actions.never_acts = True   # nor a call

    def handle_request(self):
        """Handle one request, within self.timeout seconds.

        The listener's own timeout counts too, and the shorter one holds. When there is
        none in time, handle_timeout() is called. Returns what that or the handling returned.
        Raises ValueError if the server is closed.
        """
        fd = self._cs_open_fileno()
        listener = getattr(self, 'socket', None)
        timeouts = [self.timeout, _loop.timeout_of(listener) if listener else None]
        timeout = min([t for t in timeouts if t is not None] or [None])
        if self._cs_pause:
            timeout = self._cs_pause.sleep(timeout)
        if not _poll.wait_readable(fd, timeout):
            return self.handle_timeout()
        with _loop.non_blocking(self._cs_listener()):
            return self._handle_request_noblock() or None

    def _cs_handle_batch(self):
        """Handle the requests that have arrived, as long as that does not hold up the rest of the loop.

        Return False if it did not pay to look for others: asking get_request() saves a turn if there is one, but a
        refusal costs two. So such turns are followed by some that do not ask. Where a program has overridden
        get_request() (it might block) or service_actions(), one is handled a turn, as natively.
        """
        found = self._handle_request_noblock() is not False
        if not (found and self._cs_batches()):
            return True
        timeout = timeout_reader(self._cs_listener())
        asked = 0
        for asked in range(min(BATCH, self._cs_room())):
            try:
                if self.__stop or timeout() != 0:    # a program has given the listener one meanwhile
                    break
            except SOCKET_ERRORS:       # 2.7, closed
                break
            found = self._handle_request_noblock() is not False
            if not found:
                break
        return found or asked > 3

    def _cs_batches(self):
        """Whether more than one request a turn may be taken."""
        return getattr(self.get_request, 'never_blocks', False) and getattr(self.service_actions, 'idle', False)

    def _handle_request_noblock(self):
        """Handle one request; the listener was readable, yet there may be none any more: then return False."""
        try:
            request, client_address = self.get_request()
        except SOCKET_ERRORS as error:
            self._cs_accepting_failed(error)
            return False
        try:
            if self.verify_request(request, client_address):
                self.process_request(request, client_address)
            else:
                self.shutdown_request(request)
        except:     # noqa: E722 - 2.7 raises instances of old-style classes as well
            self._cs_request_failed(request, client_address)

    def finish_request(self, request, client_address):
        """Have a handler handle the request, after the handshake that accept() on a TLS listener left to us."""
        if type(request) not in PLAIN and not getattr(request, 'do_handshake_on_connect', True):
            try:
                _handshake.shake_hands(request, _handshake.TIMEOUT)
            except _handshake.ERRORS as error:
                self._cs_report(_handshake.FAILED % (client_address, error))
                return
        self.RequestHandlerClass(request, client_address, self)

    def _cs_request_failed(self, request, client_address):
        """While handling an exception: tell handle_error unless it is fatal, and shut the request in any case."""
        try:
            if fatal():
                raise
            self.handle_error(request, client_address)
        finally:
            self.shutdown_request(request)

    def _cs_accepting_failed(self, error):
        """get_request() raised error: the client is gone, or there was none, or descriptors are short."""
        if _loop.exhausted(error):
            if self._cs_pause is None or self._cs_pause.is_over():
                self._cs_pause = _loop.Pause()
                self._cs_report('Cannot accept requests for now: %s' % (error,))
            self._cs_pause.prolong()

    def handle_error(self, request, client_address):
        """Tell of the exception that is being handled: to self.logger, or else to sys.stderr. Raises nothing."""
        self._cs_report('Exception occurred during processing of request from %s' % (client_address,), sys.exc_info())

    def _cs_report(self, message, exc_info=None, level='error'):
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
        self._cs_stop_listening()
        left = 0
        if not self._cs_loop_threads:
            self.__shutdown_request = False     # there is no loop to consume it
        elif self._cs_loops_elsewhere():
            left = not wait(self.__is_shut_down, deadline) and self._cs_loop_handles()
        return left + self._cs_wait_for_requests(deadline)

    # What the loop asks of the classes.

    def _cs_listener(self):
        """The socket whose accept() must not block, or None."""

    def _cs_make_waiter(self):
        """The sleep of serve_forever. Raises ValueError if the server is closed."""
        return _loop.Waiter(self._cs_open_fileno())

    def _cs_seconds_to_pause(self):
        """How long to leave the listener alone, 0 for not at all."""
        pause = self._cs_pause
        if pause is None:
            return 0
        if pause.is_over():
            self._cs_pause = None
        return pause.remaining()

    def _cs_room(self):
        """How many requests can be taken at once."""
        return BATCH

    def _cs_loop_handles(self):
        """Whether it is the loop, and not a process of its own, that takes requests."""
        return True

    def _cs_handle_deferred(self):
        """Handle requests that were accepted on an earlier turn; whoever has one ready wakes the loop."""

    def _cs_stop_listening(self):
        """Refuse new clients, where that leaves running requests alone."""

    def _cs_wait_for_requests(self, deadline):
        """Wait until monotonic() is deadline for requests that run beside the loop; return how many still do."""
        return 0

    def _cs_close_deadline(self):
        return None if self.close_timeout is None else monotonic() + self.close_timeout

    def _cs_longest_sleep(self, poll_interval):
        """Seconds that the loop may sleep when nothing happens."""
        if getattr(self.service_actions, 'idle', False) or not poll_interval or poll_interval < 0:
            return _loop.MAX_SLEEP
        return poll_interval

    def _cs_open_fileno(self):
        """The listener's descriptor; ValueError if it is closed."""
        try:
            fd = self.fileno()
        except SOCKET_ERRORS:
            fd = -1
        if fd < 0:
            raise ValueError('the server is closed')
        return fd

    def _cs_is_open(self, fd):
        try:
            return self.fileno() == fd
        except SOCKET_ERRORS:
            return False

    def _cs_loops_elsewhere(self):
        """Whether a serve_forever runs, and none of the calling thread, which can wait for it therefore."""
        threads = list(self._cs_loop_threads)
        return bool(threads) and get_ident() not in threads

    def _cs_wake(self):
        for waiter in list(self._cs_waiters):
            waiter.wake()


def wait(event, deadline):
    """Wait for a threading.Event until monotonic() is deadline (None: no limit); True if it is set."""
    event.wait(None if deadline is None else max(0, deadline - monotonic()))
    return event.is_set()
