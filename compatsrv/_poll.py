"""Asking the system which descriptors are ready.

The rules of this file:
- descriptors of 1024 and above are as good as others, wherever the system has more than select();
- a wait lasts as long as was asked for, whatever signals come.
"""

import select

from compatsrv._native import SOCKET_ERRORS, interrupted, keep_private, monotonic

__all__ = ['POLLIN', 'POLLNVAL', 'POLLOUT', 'make_exclusive_poll', 'make_poll', 'poll_until', 'wait_readable']

POLLIN = getattr(select, 'POLLIN', 1)
POLLOUT = getattr(select, 'POLLOUT', 4)
POLLNVAL = getattr(select, 'POLLNVAL', 0)
EPOLLEXCLUSIVE = 1 << 28        # the module has the name since 3.6


class _Select(object):
    """What select.poll offers, where there is only select.select (Windows)."""

    def __init__(self):
        self._fds = set()

    def register(self, fd, events):
        self._fds.add(fd)

    def unregister(self, fd):
        self._fds.discard(fd)

    def poll(self, milliseconds):
        timeout = None if milliseconds is None else milliseconds / 1000.0
        return [(fd, POLLIN) for fd in select.select(list(self._fds), [], [], timeout)[0]]


class _ExclusivePoll(object):
    """What select.poll offers, but of the processes that wait for work on fd a piece of work wakes one, not all.

    Only for a kernel that has EPOLLEXCLUSIVE (Linux 4.5): elsewhere making it raises SOCKET_ERRORS.
    """

    def __init__(self, fd):
        if not hasattr(select, 'epoll'):
            raise EnvironmentError('no epoll')
        self._fd = fd
        self._epoll = select.epoll()
        keep_private(self._epoll)
        self.unregister, self.close = self._epoll.unregister, self._epoll.close
        try:
            self.register(fd, POLLIN)
            self.unregister(fd)
        except SOCKET_ERRORS:
            self.close()
            raise

    def register(self, fd, events):
        self._epoll.register(fd, events | EPOLLEXCLUSIVE if fd == self._fd else events)

    def poll(self, milliseconds):
        return self._epoll.poll(-1 if milliseconds is None else milliseconds / 1000.0)


def make_poll():
    """A poll object: unlike select(), poll() takes descriptors of 1024 and above."""
    return select.poll() if hasattr(select, 'poll') else _Select()


def make_exclusive_poll(fd):
    """The same for processes that share the listener fd: not all of them wake for one client, where the system can."""
    try:
        return _ExclusivePoll(fd)
    except SOCKET_ERRORS:
        return make_poll()


def poll_until(poll, deadline):
    """Poll until something happens or monotonic() reaches deadline (None: no limit); return the events.

    A signal does not start the wait anew (bpo-23863).
    """
    while True:
        milliseconds = None
        if deadline is not None:
            milliseconds = max(0, int((deadline - monotonic()) * 1000 + 0.999))     # never wake too early
        try:
            return poll.poll(milliseconds)
        except SOCKET_ERRORS as error:
            if not interrupted(error):
                raise


def wait_readable(fd, timeout):
    """True as soon as fd is readable, False after timeout seconds (None: no limit)."""
    poll = make_poll()
    poll.register(fd, POLLIN)
    return bool(poll_until(poll, None if timeout is None else monotonic() + timeout))
