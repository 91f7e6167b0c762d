"""The threads of a pool, and the bounded queue before them.

The rules of this file:
- threads that have nothing to do are kept, and the one that was busy last is the next; more are started on demand;
- whatever a request raises, its thread goes on;
- a pool that has been ended still does what it is given, but keeps no thread;
- a process that a request forks is no worker: it ends with the request, as that of a request's own thread does;
- programs need not wait for threads that do nothing, but wait for requests that run.
"""

import atexit
import collections
import os
import sys
import threading
import weakref

from compatsrv import _threads

__all__ = ['Pool']

_pools = weakref.WeakSet()


class Pool(object):
    """The threads of a server; len() of it is their number.

    server: has pool_size and queue_size, the bounds; daemon_threads; _cs_report() and _cs_wake().
    A job is a tuple of a function and its arguments.
    """

    def __init__(self, server):
        self.ended = False
        self._server = server
        self._lock = threading.Lock()       # for all that follows
        self._workers = set()
        self._idle = []
        self._queue = collections.deque()
        self._awaited = False               # the loop wants to know when there is room
        self._joining = set()
        self._pid = None                    # the process of the threads
        _pools.add(self)

    def __len__(self):
        return len(self._workers)

    def __iter__(self):
        return iter(list(self._workers))

    def room(self):
        """How many jobs it would take at once. After 0 the loop is woken when half of the queue is free."""
        with self._lock:
            room = (len(self._idle) + self._server.pool_size - len(self._workers)
                    + self._server.queue_size - len(self._queue))
            self._awaited = room <= 0
            return max(0, room)

    def put(self, job, queue_size=None):
        """Have an idle or a new thread do job, or queue it; False if all are busy and the queue is full.

        queue_size: how many may wait in the queue, in place of the server's bound. Raises what starting a thread does.
        """
        if queue_size is None:
            queue_size = self._server.queue_size
        with self._lock:
            if self._idle:
                self._idle.pop().give(job)
                return True
            if len(self._workers) >= self._server.pool_size:
                if len(self._queue) >= queue_size:
                    return False
                self._queue.append(job)
                return True
            self._pid = os.getpid()
            worker = _Worker(self, job)
            self._workers.add(worker)
        try:
            worker.start()
        except:     # noqa: E722
            self.forget(worker)
            raise
        return True

    def is_of_another_process(self):
        """Whether its threads, if there are any, were left behind by a fork."""
        return self._pid not in (None, os.getpid())

    def reopen(self):
        """Keep threads again."""
        self.ended = False

    def end(self):
        """Have each thread end when it is done with its job and there is none in the queue."""
        with self._lock:
            self.ended = True
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.give(None)

    def join(self, deadline, daemons):
        """End, and wait until monotonic() is deadline (None: no limit) for all threads but the caller's.

        daemons: wait even if the server's threads are daemons. Returns how many jobs run or wait still.
        """
        workers = list(self) if daemons or not self._server.daemon_threads else []
        self.end()
        return _threads.join(workers, deadline, self._joining) + len(self._queue)

    # What a thread of the pool calls.

    def do(self, job):
        try:
            job[0](*job[1:])
        except SystemExit:
            pass            # as in any thread
        except:     # noqa: E722 - 2.7 raises instances of old-style classes as well
            self._server._cs_report('Exception in thread %s' % threading.current_thread().name, sys.exc_info())
        if self._pid != os.getpid():
            os._exit(0)     # who held a lock at the fork holds it for ever

    def next_job(self, worker):
        """The next job for worker, as soon as there is one; None if it is to end."""
        job, wake = None, False
        with self._lock:
            if self._queue:
                job = self._queue.popleft()
            elif self.ended:
                self._workers.discard(worker)
                return None
            else:
                self._idle.append(worker)
            if self._awaited and len(self._queue) <= self._server.queue_size // 2:
                self._awaited, wake = False, True
        if wake:
            self._server._cs_wake()
        return job or worker.wait()

    def forget(self, worker):
        with self._lock:
            self._workers.discard(worker)


class _Worker(threading.Thread):
    """A thread of the pool. It is a daemon so that one that waits ends with the program; Pool.join() waits if need be."""

    def __init__(self, pool, job):
        threading.Thread.__init__(self)
        self.daemon = True
        self.name = self.name.split(' ')[0] + ' (process_request_thread)'      # as request threads have it
        self._pool = pool
        self._job = job
        self._given = threading.Lock()      # free when there is a job
        self._given.acquire()

    def give(self, job):
        """Let wait() return job."""
        self._job = job
        self._given.release()

    def wait(self):
        self._given.acquire()
        return self._job

    def run(self):
        pool, job = self._pool, self._job
        try:
            while job is not None:
                self._job = None        # it may hold much
                pool.do(job)
                job = None
                job = pool.next_job(self)
        finally:
            pool.forget(self)


def _wait_for_all():
    """At the end of the program: wait for requests, as Python does for the threads of those that are no daemons."""
    for pool in list(_pools):
        if not pool.is_of_another_process():
            pool.join(None, daemons=False)


atexit.register(_wait_for_all)
