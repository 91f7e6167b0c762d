"""The threads of requests that have one each, and a server's book of them.

The rules of this file:
- starting a thread, and forgetting it, costs the same however many are running;
- whatever starting a thread raises, the book does not have it.
"""

import collections
import threading

from compatsrv._native import monotonic

__all__ = ['RequestThread', 'Threads', 'join']


if hasattr(threading, '_maintain_shutdown_locks'):
    class _Thread(threading.Thread):
        """A thread that does not look at those of all others: 3.9 to 3.12 do so at its start and its end (bpo-37788).

        The end of the program waits for the locks that threading has in a set. What it looks for there are those
        of threads that nobody has asked whether they have ended; Threads asks each.
        """

        def _set_tstate_lock(self):
            lock = self._tstate_lock = threading._set_sentinel()     # which the end of the thread releases
            lock.acquire()
            if not self.daemon:
                with threading._shutdown_locks_lock:
                    threading._shutdown_locks.add(lock)

        def _stop(self):
            lock = self._tstate_lock
            self._is_stopped = True     # before the next line: who finds no lock relies on it
            self._tstate_lock = None
            if not self.daemon:
                with threading._shutdown_locks_lock:
                    threading._shutdown_locks.discard(lock)
else:
    _Thread = threading.Thread


class RequestThread(_Thread):
    """A thread that handles one request, named as Python 3.10 names it (bpo-41793)."""

    def __init__(self, threads, *args, **kwargs):
        super(RequestThread, self).__init__(*args, **kwargs)
        if '(' not in self.name:
            self.name += ' (process_request_thread)'
        self._threads = threads

    def run(self):
        try:
            super(RequestThread, self).run()
        finally:
            self._threads.finished(self)


class Threads(object):
    """The threads of a server's requests; len() of it is their number.

    A thread moves from the running to the finished by itself. It is forgotten when it has
    ended, which must have been asked: up to 3.8 threading keeps a lock until then (bpo-37788).
    """

    def __init__(self):
        self._running = set()
        self._finished = collections.deque()
        self._joining = set()

    def __len__(self):
        return len(self._running) + len(self._finished)

    def __iter__(self):
        return iter(list(self._running.copy()) + list(self._finished))

    def start(self, thread):
        """Start thread; whatever that raises, it is not kept."""
        self._forget()
        self._running.add(thread)
        try:
            thread.start()
        except:     # noqa: E722
            self._running.discard(thread)
            raise

    def finished(self, thread):
        self._finished.append(thread)
        self._running.discard(thread)

    def join(self, deadline, daemons):
        """Wait until monotonic() is deadline (None: no limit) for all threads but the caller's; return how many run.

        daemons: wait for daemon threads too.
        """
        left = join([thread for thread in self if daemons or not thread.daemon], deadline, self._joining)
        self._forget()
        return left

    def _forget(self):
        for _ in range(min(len(self._finished), 2)):
            try:
                thread = self._finished.popleft()
            except IndexError:
                return
            if thread.is_alive():
                self._finished.append(thread)


def join(threads, deadline, joining):
    """Wait until monotonic() is deadline (None: no limit) for threads; return how many run still.

    joining: a set of those that are in here. They are not waited for: the calling one, and others that wait for it.
    """
    current = threading.current_thread()
    joining.add(current)
    left = 0
    try:
        for thread in threads:
            if thread not in joining:
                thread.join(None if deadline is None else max(0, deadline - monotonic()))
                left += thread.is_alive()
    finally:
        joining.discard(current)
    return left
