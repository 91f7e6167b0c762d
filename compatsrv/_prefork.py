"""The parent of processes that are forked in advance and share a listener.

The rules of this file:
- parent and child are tied by a pair of sockets, the lifeline: its end tells the child to stop, also when the
  parent was killed, and tells the parent that the child is gone;
- the parent holds all listeners, so that no connection is lost with a child that had not accepted it;
- listeners stay non-blocking as long as a child uses them: they share the flag;
- a child that ended is replaced: at once, or later if it keeps ending;
- a new crew is up before the old one is told to stop, and before the next reload begins;
- drain() and server_close() in another thread may take children away at any time.
"""

import os
import signal
import time

from compatsrv import _child, _forked, _loop
from compatsrv._mixins import FIRST_LOOK, LONGEST_LOOK, flush_stdio
from compatsrv._native import SOCKET_ERRORS, monotonic

__all__ = ['Supervisor']

LONGEST_SLEEP = 10.0                        # seconds; then a child whose own children hold its lifeline is found dead
HEALTHY = 1.0                               # seconds: a child that ended earlier ended soon; one that is late is killed
FIRST_DELAY, LONGEST_DELAY = 0.05, 5.0      # seconds until one that ended soon is replaced, from the second on
MOST_FAILURES = 5                           # children in a row that ended before they were ready


class Supervisor(object):
    """Keeps count children serving. server: the server. serve: its loop, which each child calls."""

    def __init__(self, server, count, serve):
        self.children = {}      # pid -> _child.Child
        self._server = server
        self._count = count
        self._serve = serve
        self._waiter = None
        self._crew = 0
        self._reload = False
        self._failures = 0      # children in a row that ended before they were ready, and
        self._soon = 0          # that ended soon
        self._due = 0           # when the next may be started

    def run(self):
        """Keep the children serving until the server is to stop. Raises RuntimeError if they cannot start."""
        server = self._server
        fd = server._cs_open_fileno()
        self._waiter = _loop.Waiter()
        server._cs_waiters = [self._waiter]
        for child in self._all():
            self._watch(child)      # those of an earlier run that have not ended
        signals = _Signals([(signal.SIGTERM, server.shutdown), (signal.SIGHUP, self.reload)])
        try:
            with _loop.non_blocking(server._cs_listener()) as listening:
                try:
                    while not server._BaseServer__shutdown_request and server._cs_is_open(fd):
                        self._start_missing()
                        self._waiter.wait(self._seconds_to_sleep())
                        self.reap()
                        self._change_crews()
                finally:
                    self._stop(server._cs_close_deadline() if server.block_on_close else 0)
                    if not all(child.stopped for child in self._all()):
                        listening.keep()
        finally:
            signals.restore()
            server._cs_waiters = []
            self._waiter.close()
            self._waiter = None

    def reload(self):
        """Have new children take over from the present ones. For any thread, and for signal handlers."""
        self._reload = True
        self._server._cs_wake()

    def wait(self, deadline):
        """After run(), or in its thread: wait for the children until monotonic() is deadline (None: no limit).

        Return how many have not ended.
        """
        self._tell_to_stop()
        look = FIRST_LOOK
        self.reap()
        while self.children and (deadline is None or monotonic() < deadline):
            time.sleep(look)
            look = min(look * 2, LONGEST_LOOK)
            self.reap()
        return len(self.children)

    def kill(self):
        """End the children that have not ended by themselves."""
        for child in self._all():
            child.kill()
        self.wait(None)

    def _seconds_to_sleep(self):
        if self._may_reload():
            return 0
        longest = self._longest_sleep()
        return min(longest, max(0, self._due - monotonic())) if self._missing() else longest

    def _longest_sleep(self):
        if any(child.gone for child in self._all()):
            return LONGEST_LOOK
        timed = any(child.told and (not child.ready or self._server.close_timeout is not None) for child in self._all())
        return HEALTHY if timed else LONGEST_SLEEP

    def _all(self):
        return list(self.children.values())

    def _old(self):
        """The children of earlier crews that go on accepting, because the present one is not up."""
        return [child for child in self._all() if child.crew != self._crew and not child.told]

    def _present(self):
        return [child for child in self._all() if child.crew == self._crew and not child.told]

    def _may_reload(self):
        """Whether a reload is asked for, and none is under way: a storm of signals must not make a storm of processes."""
        return self._reload and not self._old()

    def _missing(self):
        """The slots for which there is no child of the present crew."""
        taken = [child.slot for child in self._present()]
        return [slot for slot in range(self._count) if slot not in taken]

    def _start_missing(self):
        if self._may_reload():
            self._reload = False
            self._crew += 1
            self._failures = self._soon = self._due = 0
        for slot in self._missing():
            if monotonic() >= self._due:
                self._start(slot)

    def _start(self, slot):
        flush_stdio()       # else the child writes it once more
        parent, pair = os.getpid(), ()
        try:
            pair = ours, theirs = _loop.private_pair()
            pid = os.fork()
            if not pid:
                lifelines = [ours] + [child.lifeline for child in self._all()]
                _forked.live(self._server, self._serve, theirs, slot, lifelines, self._waiter)
        except SOCKET_ERRORS as error:
            for end in pair:
                end.close()
            self._soon += 1
            self._delay()
            self._server._cs_report('Cannot start a worker process: %s' % error)
            return
        finally:
            if os.getpid() != parent:
                os._exit(1)     # a signal's handler raised before the child had its own
        theirs.close()
        child = _child.Child(pid, slot, self._crew, ours)
        self._watch(child)
        self.children[pid] = child      # from now on drain() in another thread may close its lifeline

    def _watch(self, child):
        self._waiter.watch(child.lifeline.fileno(), lambda: self._hear(child))

    def _change_crews(self):
        """Tell the old crew to stop as soon as all of the new one are ready."""
        if not self._missing() and all(child.ready for child in self._present()):
            for child in self._old():
                child.tell_to_stop()

    def _tell_to_stop(self):
        for child in self._all():
            child.tell_to_stop()

    def _stop(self, deadline):
        """Tell all to stop, and wait until monotonic() is deadline (None: no limit) for all to accept no more."""
        self._tell_to_stop()
        while not all(child.stopped for child in self._all()):
            left = LONGEST_SLEEP if deadline is None else deadline - monotonic()
            if left <= 0:
                break
            self._waiter.wait(min(left, self._longest_sleep()))
            self.reap()

    def _hear(self, child):
        """There is something on the lifeline of child."""
        said = child.hear()
        if _forked.READY in said:
            child.ready = True
            self._failures = 0
        if _forked.STOPPED in said or child.gone:
            child.stopped = True
        if child.stopped or _forked.PAUSED in said:
            for other in self._all():   # it may have been woken for a client that it did not accept
                if other is not child:
                    other.say(_forked.LOOK)
        if child.gone:
            self._waiter.forget(child.lifeline.fileno())

    def reap(self):
        """Take note of the children that have ended."""
        for child in self._all():
            status = child.status()
            if status is not None:
                if self.children.pop(child.pid, None):      # else drain() in another thread was faster
                    self._forget(child)
                    self._ended(child, status)
            elif self._is_late(child):
                child.kill()

    def _is_late(self, child):
        """Whether child has closed its lifeline, and hears nothing any more, or does not stop within close_timeout.

        One that is not ready has no requests to finish. Only the loop hears whether it is.
        """
        limit = 0 if self._waiter is not None and not child.ready else self._server.close_timeout
        now = monotonic()
        return (child.gone and now - child.gone > HEALTHY
                or child.told and limit is not None and now - child.told > limit + HEALTHY)

    def _forget(self, child):
        waiter = self._waiter
        if waiter is not None:
            waiter.forget(child.lifeline.fileno())
        child.lifeline.close()

    def _ended(self, child, status):
        if child.told or (status == 0 and child.ready):
            return      # as it was meant to
        how = ('was killed by signal %d' % os.WTERMSIG(status) if os.WIFSIGNALED(status)
               else 'ended' if status == _child.UNKNOWN else 'ended with status %d' % os.WEXITSTATUS(status))
        self._server._cs_report('Worker process %d %s%s' % (child.pid, how, '' if child.ready else ' before it was ready'))
        self._soon = self._soon + 1 if monotonic() - child.since < HEALTHY else 0
        self._failures += not child.ready
        if self._soon > 1:
            self._delay()
        if self._failures >= MOST_FAILURES:
            self._give_up(how)

    def _delay(self):
        delay = min(FIRST_DELAY * 2 ** min(max(self._soon, 2) - 2, 10), LONGEST_DELAY)
        self._due = monotonic() + delay

    def _give_up(self, how):
        """Children cannot start. If that was a reload, the old ones stay; if others serve, go on trying; else raise."""
        old = [child for child in self._old() if child.ready]
        if old:
            self._server._cs_report('The new worker processes do not start; the old ones stay')
            for child in self._present():
                child.tell_to_stop()
            for child in old:
                child.crew = self._crew
            self._failures = 0
        elif not any(child.ready for child in self._present()):
            raise RuntimeError('worker processes do not start: %d in a row ended before they were ready; the last %s'
                               % (self._failures, how))


class _Signals(object):
    """Calls for signals, where the program has no handler of its own. Only the main thread can set them."""

    def __init__(self, calls):
        self._numbers = []
        for number, call in calls:
            try:
                if signal.getsignal(number) == signal.SIG_DFL:
                    signal.signal(number, lambda signum, frame, call=call: call())
                    self._numbers.append(number)
            except ValueError:
                pass        # another thread

    def restore(self):
        for number in self._numbers:
            signal.signal(number, signal.SIG_DFL)
