"""Waiting for work.

The rules of this file:
- a loop has one poll object and one wake-up for all its life;
- wake() may be called from any thread and from a signal handler, and does
  nothing in a forked child, which shares the wake-up with its parent;
- a loop with nothing to do sleeps; in the main thread any signal ends the sleep,
  even one that came just before it or went to another thread;
- when the process is out of descriptors, the listener is left alone for a while.
"""

import errno
import functools
import os
import socket
import threading
import time

from compatsrv._native import SOCKET_ERRORS, interrupted, keep_private, monotonic
from compatsrv._poll import POLLIN, POLLNVAL, make_poll

MAX_SLEEP = 30.0                            # seconds
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 0.5      # seconds without accepting while descriptors are short
EXHAUSTED = frozenset(getattr(errno, name) for name in ('EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM')
                      if hasattr(errno, name))


class Waiter(object):
    """The sleep of one serve_forever: ends when there is work, when woken, or in time.

    fd: the listener's descriptor; None for none. poll: what _poll.make_poll() gives, or its like.
    ended: set when the loop is to end. It belongs to the thread and the process that made it.
    """

    def __init__(self, fd=None, poll=None):
        self.fd = fd
        self.ended = False
        self._pid = os.getpid()
        self._poll = poll or make_poll()
        if fd is not None:
            self._poll.register(fd, POLLIN)
        self._paused = False
        self._watched = {}
        self._timeout = self._milliseconds = 0      # the last one, in two units
        self._work = [(fd, POLLIN)]     # what poll() nearly always returns
        self._reader, self._writer = private_pair()
        self._poll.register(self._reader.fileno(), POLLIN)
        self._forget_signals = _wake_by_signals(self._writer.fileno())

    def leave(self):
        """Have signals wake nobody. For a forked child, which shares the wake-up with its parent, and ends soon."""
        self._forget_signals()

    def close(self):
        """Put things back."""
        self._forget_signals()
        self._reader.close()
        self._writer.close()
        getattr(self._poll, 'close', int)()

    def watch(self, fd, call):
        """Have work on fd end the sleep as well, and call() do it; what that returns says whether to try the listener."""
        self._watched[fd] = call
        self._poll.register(fd, POLLIN)

    def forget(self, fd):
        """The opposite of watch(), for before fd is closed; nothing if it is not watched."""
        if self._watched.pop(fd, None):
            self._poll.unregister(fd)

    def wake(self):
        """End the sleep, or the next one if there is none now."""
        if os.getpid() == self._pid:
            try:
                self._writer.send(b'\0')
            except SOCKET_ERRORS:
                pass        # full: awake already; closed: there is no loop any more

    def wait(self, timeout, pause=0):
        """Sleep for timeout seconds at most, without regard for the listener if pause is not 0.

        Return (ready, woken): whether the listener has work, and whether wake() was called or
        the listener is gone.
        """
        if pause or self._paused:
            if not self._leave_listener(bool(pause)):
                return False, True
            timeout = min(timeout, pause) if pause else timeout
        if timeout != self._timeout:
            self._timeout = timeout
            self._milliseconds = int(timeout * 1000 + 0.999)    # never wake too early
        try:
            events = self._poll.poll(self._milliseconds)
        except SOCKET_ERRORS as error:
            if not interrupted(error):
                raise
            events = ()     # before 3.5 a signal ends the sleep; a turn too many does no harm
        if events == self._work:
            return True, False
        ready = woken = False
        for fd, event in events:
            if fd == self.fd:
                ready = ready or not event & POLLNVAL
                woken = woken or event & POLLNVAL != 0
                continue
            woken = True
            call = self._watched.get(fd, self._drain)       # not watched: the wake-up, or another thread has forgotten it
            ready = call() or ready
        return ready, woken

    def _leave_listener(self, paused):
        """Return False if the listener is gone: epoll, unlike poll, says so here."""
        if paused != self._paused:
            self._paused = paused
            try:
                if paused:
                    self._poll.unregister(self.fd)
                else:
                    self._poll.register(self.fd, POLLIN)
            except SOCKET_ERRORS:
                return False
        return True

    def _drain(self):
        try:
            while self._reader.recv(512):
                pass
        except SOCKET_ERRORS:
            pass


def private_pair():
    """Two connected sockets, non-blocking and private: what is sent into one wakes who polls the other."""
    pair = socket.socketpair()
    for end in pair:
        end.setblocking(False)
        keep_private(end)
    return pair


def _wake_by_signals(fd):
    """Let each signal with a Python handler write to fd; return what ends that.

    The handler itself runs only when the main thread wakes, and poll() does not return for a
    signal that came just before it began or that the system gave to another thread. Only the
    main thread may ask for it, and not if somebody else, an event loop say, has.
    """
    import signal       # it makes enums of all signals, which takes as long as a tenth of compatsrv's import
    try:
        try:
            set_fd = functools.partial(signal.set_wakeup_fd, warn_on_full_buffer=False)
            previous = set_fd(fd)
        except TypeError:       # before 3.7
            set_fd = signal.set_wakeup_fd
            previous = set_fd(fd)
    except ValueError:
        return _nothing
    if previous != -1:
        set_fd(previous)
        return _nothing
    return functools.partial(set_fd, -1)


def _nothing():
    """In place of what ends something that has not begun."""


def exhausted(error):
    """True if get_request() raised error because the process or the system ran out of descriptors or memory."""
    return error.args[:1] != () and error.args[0] in EXHAUSTED


class Pause(object):
    """An episode of exhaustion: how long to leave the listener alone, longer at each failure until there is none for long.

    Without it a listener that stays readable turns the loop into a spin of failing accepts.
    """

    _seconds = 0
    _until = 0

    def prolong(self):
        self._seconds = min(self._seconds * 2, LONGEST_PAUSE) or FIRST_PAUSE
        self._until = monotonic() + self._seconds

    def is_over(self):
        """Whether accepting has gone well since for longer than the longest pause."""
        return monotonic() > self._until + LONGEST_PAUSE

    def remaining(self):
        """Seconds until accepting is worth another try; 0 if it is now."""
        return max(0, self._until - monotonic())

    def sleep(self, timeout):
        """Sleep for the rest of the pause, timeout seconds (None: no limit) at most; return what is left of timeout."""
        seconds = self.remaining() if timeout is None else min(self.remaining(), timeout)
        time.sleep(seconds)
        return None if timeout is None else timeout - seconds


def is_non_blocking(listener):
    """False if a program has closed the listener (None: it never blocks) or given it a timeout meanwhile."""
    try:
        return listener is None or listener.gettimeout() == 0
    except SOCKET_ERRORS:
        return False        # 2.7, closed


class non_blocking(object):
    """Context manager: while it lasts, accept() on the listener never blocks, for readiness can be stale.

    A connection that was reset, or that a sibling process took, is gone when accept() is called.
    That of a listener wrapped with TLS does not wait for the client's handshake either.
    Several threads may be in one, also for one listener: the last puts its timeout back.
    listener: a stream socket, or None to change nothing.
    """

    def __init__(self, listener):
        self._listener = listener

    def __enter__(self):
        listener = self._listener
        if listener is not None:
            with _changing:
                timeout = listener.gettimeout()
                held = _held.setdefault(id(listener), _Held(timeout))
                held.count += 1
                if timeout != 0:
                    held.timeout = timeout
                    listener.setblocking(False)
                if getattr(listener, 'do_handshake_on_connect', False):
                    held.handshakes = True
                    listener.do_handshake_on_connect = False
        return self

    def keep(self):
        """Do not put the timeout back: processes that share the listener's flag use it still."""
        if self._listener is not None:
            _held[id(self._listener)].timeout = 0

    def __exit__(self, *exc_info):
        listener = self._listener
        if listener is not None:
            with _changing:
                held = _held[id(listener)]
                held.count -= 1
                if not held.count:
                    del _held[id(listener)]
                    held.put_back(listener)


class _Held(object):
    """What a listener has when nobody is in non_blocking() for it."""

    def __init__(self, timeout):
        self.timeout = timeout
        self.handshakes = False
        self.count = 0      # of those who are

    def put_back(self, listener):
        if self.handshakes:
            listener.do_handshake_on_connect = True
        try:
            if listener.gettimeout() == 0:
                listener.settimeout(self.timeout)
        except SOCKET_ERRORS:
            pass            # closed meanwhile


_held = {}      # the identity of a listener -> _Held
_changing = threading.RLock()       # one that a signal's handler may have as well


def timeout_of(listener):
    """The timeout that a program has given the listener, also while it is held non-blocking."""
    held = _held.get(id(listener))
    timeout = listener.gettimeout()
    return held.timeout if held is not None and timeout == 0 else timeout
