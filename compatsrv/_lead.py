"""The lead: a worker of a pool that accepts and handles by itself.

Handing each request to another thread costs more than handling a short one. So
the loop's thread appoints a worker that does what the loop does, accepting
included, and watches it. There are two kinds:

- a *sticky* leader handles one request after the other. When one lasts, the loop's thread takes the lead away;
- an *eager* one passes the lead on to the next worker, and then handles its request (leader/follower). That
  is for a while after sticky ones had to give up too often.

The rules of this file:
- who accepts, and who changes who leads, holds the lock `accepting`;
- while there is a leader, the loop's thread accepts nothing;
- a leader lets go of the lock only while it handles a request, or waits for one;
- what a hook raises ends serve_forever(), as natively, also if it was the leader that called the hook.
"""

import sys
import threading

from compatsrv import _loop, _poll
from compatsrv._native import get_ident, monotonic

__all__ = ['Leadership']

TICK = 0.001        # seconds between two looks at the leader: a request that was there at the last one lasts
LONG_TICK = 0.004   # the same while the leader is quick: each look may take it its processor for a tick of the system's
QUICK = 8           # requests between two looks that make it quick, if
LOOKS = 50          # so many looks have found that since requests that last were not rare
RARE = 1000         # requests: if no fewer come between two that last. A stall of the system makes one last as well
LINGER = 0.005      # seconds for which a leader waits for a request before it gives the lead back to the loop
WORTH = 100         # requests: if fewer came before one that lasted, being sticky does not pay for now
FIRST_BAN, LONGEST_BAN = 0.05, 5.0      # seconds of eager leaders then


class Leadership(object):
    """Who leads in a server. lead: the _Lead of the one worker that may accept, or None if the loop's thread may."""

    def __init__(self, server, pool):
        self.server = server
        self.pool = pool
        self.accepting = threading.Lock()
        self.lead = None
        self.loops = []         # an item for each that runs
        self.handled = 0        # requests since the last that lasted, of sticky leaders
        self._raised = None     # in a hook that a leader called, as sys.exc_info(): for a loop to raise
        self._quick_looks = 0
        self._ban = 0
        self._banned_until = 0

    def current(self):
        """The lead, if it is the calling thread that has it and accepts, else None."""
        lead = self.lead
        return lead if lead is not None and lead.thread == get_ident() and not lead.busy else None

    def appoint(self):
        """Have a free worker lead; False if there is none. For the loop's thread when nobody leads, and for the leader."""
        if not self.pool.ended:
            # Not None meanwhile: the loop's thread would think that it may accept.
            lead = self.lead = _Lead(self, sticky=monotonic() >= self._banned_until)
            try:
                if self.pool.put((lead.run,), queue_size=0):
                    return True
            except (threading.ThreadError, RuntimeError, MemoryError):
                pass            # no thread could be started; handing over tells of that
        self.lead = None
        return False

    def watch(self):
        """In the loop's thread: the seconds until the next look at the leader; 0 if there is none."""
        lead = self.lead
        if lead is not None and lead.lasts() and self.accepting.acquire(False):
            try:
                if self.lead is lead and lead.lasts():
                    self.lead = None
                    self._gave_up(lead)
            finally:
                self.accepting.release()
        if self.lead is None:
            return 0
        handled = 0
        if lead is not None:
            handled, lead.seen = lead.count - lead.seen, lead.count
        if handled < QUICK:
            return TICK
        self._quick_looks += 1
        return TICK if self._quick_looks < LOOKS else LONG_TICK

    def _gave_up(self, lead):
        handled = self.handled + lead.count
        self._ban = 0 if handled >= WORTH else min(self._ban * 2, LONGEST_BAN) or FIRST_BAN
        self._banned_until = monotonic() + self._ban
        if handled < RARE:
            self._quick_looks = 0
        self.handled = 0

    def leave(self):
        """In any thread that is going to wait for the end of the loop: if it leads, it does not from now on.

        That is in a hook, called with the lock, which the loop needs to end.
        """
        lead = self.current()
        if lead is not None:
            self.lead = None
            lead.left = True
            self.accepting.release()

    def fail(self, exc_info):
        """In the leader, for what a hook has raised: a loop is to end and to raise it. False if none runs any more."""
        if not self.loops:
            return False
        self._raised = exc_info
        for waiter in list(self.server._cs_waiters)[:1]:
            waiter.ended = True
            waiter.wake()
        return True

    def end(self):
        """For a loop that ends: take the lead from whoever has it, so that nobody accepts; return what it is to raise."""
        with self.accepting:
            self.lead = None
            self.loops.pop()
            raised, self._raised = self._raised, None
        return raised


class _Lead(object):
    """The time for which one worker leads: as long as it is its leadership's lead."""

    def __init__(self, leadership, sticky):
        self.thread = None
        self.count = 0          # requests begun
        self.seen = 0           # the same, when the loop's thread last looked
        self.busy = False       # the last of them is being handled
        self.left = False       # and let go of the lock for good
        self._sticky = sticky
        self._leadership = leadership
        self._server = leadership.server

    def run(self):
        """In the worker: accept and handle requests until the lead is over."""
        leadership, server = self._leadership, self._server
        leadership.accepting.acquire()
        self.thread = get_ident()
        try:
            while leadership.lead is self and not (leadership.pool.ended or server._BaseServer__shutdown_request):
                found = server._handle_request_noblock() is not False
                if leadership.lead is self and not (self._may_ask() and (found or self._wait())):
                    break
        except:     # noqa: E722 - 2.7 raises instances of old-style classes as well
            if self.left or not leadership.fail(sys.exc_info()):
                raise
        finally:
            if leadership.lead is self:
                leadership.lead = None
                leadership.handled += self.count
                server._cs_wake()
            if not self.left:
                leadership.accepting.release()

    def handle(self, request, client_address):
        """In the worker, in process_request(): handle the request, without the lock."""
        leadership = self._leadership
        if not self._sticky and not leadership.appoint():
            self._server._cs_wake()
        self.count += 1
        self.busy = True
        leadership.accepting.release()
        try:
            leadership.pool.do((self._server.process_request_thread, request, client_address))
        finally:
            leadership.accepting.acquire()
            self.busy = False

    def _may_ask(self):
        """Whether accepting, without knowing that there is a request, does not block and is no spin."""
        return not self._server._cs_pause and _loop.is_non_blocking(self._server._cs_listener())

    def _wait(self):
        """Wait for a request: True as soon as there may be one, False if the lead is to be given back."""
        try:
            fd = self._server._cs_open_fileno()
        except ValueError:
            return False
        self._leadership.accepting.release()
        try:
            return _poll.wait_readable(fd, LINGER)
        finally:
            self._leadership.accepting.acquire()

    def lasts(self):
        """Whether the request that was handled when the loop's thread last looked is being handled still."""
        return self.busy and self.count == self.seen
