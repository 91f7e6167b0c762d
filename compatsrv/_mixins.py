"""The mix-ins that handle each request in a thread or a process of its own.

The rules of this file:
- no class attributes: they would shadow those of the classes mixed with;
- a request whose thread or child cannot start is shut by the loop, as any that failed;
- only children that this server started are waited for.
"""

import os
import sys
import threading
import time

from compatsrv import _servers
from compatsrv._native import fatal, load_thread_end, monotonic, native
from compatsrv._threads import RequestThread, Threads
from compatsrv._twins import Twin, beyond, twin_of

__all__ = ['ThreadingMixIn']

# Seconds between two looks at children of which one has to end: waitpid() waits for
# one, or for everybody's.
FIRST_LOOK, LONGEST_LOOK = 0.001, 0.02

FLUSH_LIMIT = 1.0       # seconds


class _Threads(object):
    """What the native class calls _threads, for those who look, as CPython's tests do. An attribute of a server's own wins."""

    def __get__(self, server, cls=None):
        return self if server is None else server._cs_request_threads()


@twin_of(native.ThreadingMixIn)
class ThreadingMixIn(native.ThreadingMixIn, Twin):
    """Handles each request in a new thread.

    daemon_threads   threads end with the program, and server_close() does not wait for them
    """

    def server_activate(self):
        """Prepare for the end of threads, while there are descriptors."""
        load_thread_end()
        super(ThreadingMixIn, self).server_activate()

    def process_request(self, request, client_address):
        """Start the thread that handles the request."""
        threads = self._cs_request_threads()
        thread = RequestThread(threads, target=self.process_request_thread, args=(request, client_address))
        thread.daemon = self.daemon_threads
        threads.start(thread)

    def process_request_thread(self, request, client_address):
        """Handle the request, in its thread; shut it in any case."""
        try:
            self.finish_request(request, client_address)
        except:     # noqa: E722 - 2.7 raises instances of old-style classes as well
            self._cs_request_failed(request, client_address)
        else:
            self.shutdown_request(request)

    def server_close(self):
        """Close the listener, then wait for running threads, close_timeout seconds at most.

        Neither for daemon threads nor for the calling one, and for none if block_on_close is false.
        """
        beyond(native.ThreadingMixIn, self, 'server_close')()
        if self.block_on_close:
            self._cs_request_threads().join(self._cs_close_deadline(), daemons=False)

    def _cs_wait_for_requests(self, deadline):
        return (self._cs_request_threads().join(deadline, daemons=True)
                + super(ThreadingMixIn, self)._cs_wait_for_requests(deadline))

    def _cs_request_threads(self):
        # No __init__ of ours is sure to run. The first call is the loop's, or there are no threads.
        if not isinstance(vars(self).get('_cs_threads'), Threads):
            self._cs_threads = Threads()
        return self._cs_threads


if hasattr(native.ThreadingMixIn, '_threads'):
    ThreadingMixIn._threads = _Threads()


def flush_stdio():
    """Write what sys.stdout and sys.stderr have buffered: before a fork, and at the end of a child."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass        # None, closed, or its reader is gone


def flush_stdio_at_last():
    """The same at the end of a child whose parent had other threads, for no longer than FLUSH_LIMIT.

    One of them may have held a stream's lock when the child was forked: here it is held for ever (bpo-6721).
    """
    thread = threading.Thread(target=flush_stdio)
    thread.daemon = True
    thread.start()
    thread.join(FLUSH_LIMIT)


if hasattr(native, 'ForkingMixIn'):
    __all__.append('ForkingMixIn')

    @twin_of(native.ForkingMixIn)
    class ForkingMixIn(native.ForkingMixIn, Twin):
        """Handles each request in a new child process.

        max_children   how many run at the same time (40); at the limit the next request waits
        """

        def process_request(self, request, client_address):
            """Fork the child that handles the request; wait first while max_children are running."""
            self.collect_children()
            flush_stdio()          # else the child writes it once more
            parent, alone = os.getpid(), threading.active_count() == 1
            try:
                pid = os.fork()
                if not pid:
                    self._cs_handle_in_child(request, client_address, flush_stdio if alone else flush_stdio_at_last)
            finally:
                if os.getpid() != parent:
                    os._exit(1)     # a signal's handler raised before the child was in the hands of that
            if self.active_children is None:
                self.active_children = set()
            self.active_children.add(pid)
            self.close_request(request)

        def _cs_handle_in_child(self, request, client_address, flush):
            """Handle the request, flush() and end the process; status 1 if that raised."""
            status = 1
            try:
                self._cs_left_by_fork()
                self.finish_request(request, client_address)
                status = 0
            except:     # noqa: E722 - see process_request_thread
                if not fatal():
                    self.handle_error(request, client_address)
            finally:
                try:
                    self.shutdown_request(request)
                finally:
                    try:
                        flush()
                    finally:
                        os._exit(status)

        def _cs_left_by_fork(self):
            """In the child: leave the loop, and close the listener unless it sends the answers of datagrams."""
            for waiter in self._cs_waiters:
                waiter.leave()
            self._cs_waiters = []
            self._cs_bound_file = None
            if self._cs_listener() is not None:
                self.socket.close()

        def collect_children(self, blocking=False):
            """Forget the children that have ended; wait while max_children or more are running.

            blocking: wait for all. A shutdown() ends the wait for room.
            """
            deadline = self._cs_close_deadline() if blocking else None
            enough = 0 if blocking else self.max_children - 1
            look = FIRST_LOOK
            while True:
                self._cs_reap()
                if len(self.active_children or ()) <= enough:
                    return
                if self._BaseServer__shutdown_request and not blocking:
                    return
                if deadline is not None and monotonic() >= deadline:
                    return
                time.sleep(look)
                look = min(look * 2, LONGEST_LOOK)

        def _cs_reap(self):
            for pid in list(self.active_children or ()):
                try:
                    ended = os.waitpid(pid, os.WNOHANG)[0] == pid
                except OSError:     # somebody else waited for it
                    ended = True
                if ended:
                    self.active_children.discard(pid)

        def handle_timeout(self):
            """Forget the children that have ended."""
            self.collect_children()

        def service_actions(self):
            """Forget the children that have ended."""
            self.collect_children()

        service_actions.idle = True     # _cs_longest_sleep() knows when it is worth a wake-up

        def server_close(self):
            """Close the listener, then wait for running children, close_timeout seconds at most.

            Not if block_on_close is false.
            """
            beyond(native.ForkingMixIn, self, 'server_close')()
            self.collect_children(blocking=self.block_on_close)

        def _cs_longest_sleep(self, poll_interval):
            longest = super(ForkingMixIn, self)._cs_longest_sleep(poll_interval)
            if self.active_children and poll_interval and poll_interval > 0:
                return min(longest, poll_interval)
            return longest

        def _cs_wait_for_requests(self, deadline):
            look = FIRST_LOOK
            self._cs_reap()
            while self.active_children and (deadline is None or monotonic() < deadline):
                time.sleep(look)
                look = min(look * 2, LONGEST_LOOK)
                self._cs_reap()
            return len(self.active_children or ()) + super(ForkingMixIn, self)._cs_wait_for_requests(deadline)


def combined(mixin, module):
    """Define the classes of mixin and each server class, as members of module; return their names.

    A class is a twin where there is a native one of its name (forking Unix classes: since 3.12).
    """
    names = []
    for server in ('TCPServer', 'UDPServer', 'UnixStreamServer', 'UnixDatagramServer'):
        if hasattr(_servers, server):
            names.append(mixin.__name__.replace('MixIn', '') + server)
            namesake = getattr(native, names[-1], None)
            bases = (mixin, getattr(_servers, server))
            cls = type(mixin)(names[-1], bases if namesake is None else (namesake,) + bases, {
                '__doc__': '%s and %s in one.' % (mixin.__name__, server), '__module__': module['__name__']})
            module[names[-1]] = cls if namesake is None else twin_of(namesake)(cls)
    return names


for _mixin in [globals()[name] for name in list(__all__)]:
    __all__ += combined(_mixin, globals())
