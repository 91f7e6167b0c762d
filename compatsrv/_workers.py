"""The mix-ins with a fixed crew: threads of a pool, and processes forked in advance.

The rules of this file:
- what is bounded is bounded by a class attribute, and what waits, waits in the kernel;
- hooks are called as they are by ThreadingMixIn, and one thread at a time accepts;
- threads and processes are made when the server serves, not before: what does the work is imported then.
"""

import os
import time

from compatsrv import _base, _loop, _mixins, _poll
from compatsrv._native import native, reraise
from compatsrv._twins import Twin, beyond

__all__ = ['ThreadPoolMixIn']

FIRST_LOOK, LONGEST_LOOK = _mixins.FIRST_LOOK, _mixins.LONGEST_LOOK


def _require_number(option, value, least):
    """Raise ValueError if an option is no whole number, or less than least; an infinite one is no bound."""
    if not (hasattr(value, '__index__') or value == float('inf')) or value < least:
        raise ValueError('%s = %r: it is a whole number, %d at least' % (option, value, least))


class ThreadPoolMixIn(_mixins.ThreadingMixIn):
    """Handles requests in threads that are kept and whose number is bounded.

    pool_size        how many threads there may be (64); they are started when they are needed
    queue_size       how many requests may wait for one (64) when all are busy
    daemon_threads   neither server_close() nor the end of the program waits for requests that run

    When all threads are busy and the queue is full, no more is accepted until there is room: clients wait in the
    listener's backlog. A class that defines request_refused() goes on accepting, and that answers.

    While handlers are quick, one thread, the leader, accepts and handles requests by itself. So get_request() as it
    comes, verify_request() and process_request() may be called in a thread of the pool; the first two never in two
    at a time, unless several serve_forever() run. A get_request() or service_actions() that a program has overridden keeps
    all three in the loop's thread. What one of them raises comes out of serve_forever(), whoever called it.
    """

    pool_size = 64
    queue_size = 64

    def server_activate(self):
        """Prepare what threads need, while there are descriptors."""
        self._cs_request_threads()
        super(ThreadPoolMixIn, self).server_activate()

    def process_request(self, request, client_address):
        """Hand the request to a thread. In that of the leader: handle it."""
        pool = self._cs_request_threads()
        lead = pool.leadership.current()
        if lead is not None:
            lead.handle(request, client_address)
            return
        job = self.process_request_thread, request, client_address
        look = FIRST_LOOK
        while not pool.put(job):
            if not getattr(self.request_refused, 'idle', False):
                self.request_refused(request, client_address)
                self.shutdown_request(request)
                return
            if self._BaseServer__shutdown_request:
                pool.put(job, float('inf'))
                return
            time.sleep(look)        # only outside of the loop, which looks for room before it accepts
            look = min(look * 2, LONGEST_LOOK)

    def request_refused(self, request, client_address):
        """Called in the loop's thread for a request that finds all threads busy and the queue full.

        For subclasses: it can send an answer, but must not wait; the request is shut afterwards.
        """

    request_refused.idle = True     # nobody has overridden it: wait for room

    def shutdown(self):
        """Make serve_forever return, and wait until it has; also in a hook that the leader calls."""
        self._cs_request_threads().leadership.leave()
        super(ThreadPoolMixIn, self).shutdown()

    def drain(self, timeout=None):
        """Stop accepting at once, let running requests finish, and return how many have not in timeout seconds."""
        self._cs_request_threads().leadership.leave()
        return super(ThreadPoolMixIn, self).drain(timeout)

    def server_close(self):
        """Close the listener and end the threads; wait for those that are busy, close_timeout seconds at most.

        Neither for daemon threads nor for the calling one, and for none if block_on_close is false.
        """
        pool = self._cs_request_threads()
        pool.leadership.leave()
        beyond(native.ThreadingMixIn, self, 'server_close')()
        pool.end()
        if self.block_on_close:
            pool.join(self._cs_close_deadline(), daemons=False)

    def _cs_request_threads(self):
        pool = vars(self).get('_cs_threads')
        if pool is None:
            from compatsrv import _lead, _pool
            _require_number('pool_size', self.pool_size, 1)
            _require_number('queue_size', self.queue_size, 0)
            pool = self._cs_threads = _pool.Pool(self)
            pool.leadership = _lead.Leadership(self, pool)
        return pool

    def _cs_serve(self, poll_interval):
        if self._cs_request_threads().is_of_another_process():     # that has served already, and then forked this one
            del self._cs_threads
        pool = self._cs_request_threads()
        pool.reopen()
        pool.leadership.loops.append(True)
        with _loop.non_blocking(self._cs_listener()):      # for a leader until the end, for which the loop does not wait
            try:
                super(ThreadPoolMixIn, self)._cs_serve(poll_interval)
            finally:
                raised = pool.leadership.end()
        if raised:
            reraise(*raised)

    def _cs_handle_batch(self):
        leadership = self._cs_threads.leadership
        if not leadership.lead and not (self._cs_batches() and leadership.appoint()) and self._cs_room():
            super(ThreadPoolMixIn, self)._cs_handle_batch()
        return True     # the next time as well: the loop does not handle requests without regard for the lead and the room

    def _cs_seconds_to_pause(self):
        pause = super(ThreadPoolMixIn, self)._cs_seconds_to_pause() or self._cs_threads.leadership.watch()
        return pause or (0 if self._cs_room() else self._cs_longest_sleep(None))

    def _cs_room(self):
        most = super(ThreadPoolMixIn, self)._cs_room()
        return min(most, self._cs_threads.room()) if getattr(self.request_refused, 'idle', False) else most


__all__ += _mixins.combined(ThreadPoolMixIn, globals())

if hasattr(os, 'fork'):
    __all__.append('PreForkMixIn')

    class PreForkMixIn(Twin):
        """Handles requests in processes that serve_forever() forks in advance and keeps serving.

        processes      how many (None: as many as there are processors for this one)
        max_requests   after how many requests, and up to a tenth more, a process is replaced; None or 0 is never
        close_timeout  for how many seconds running requests may go on when a process is to stop; None is no limit

        Each process runs the loop of the classes behind the mix-in: one request at a time, or those of a ThreadPoolMixIn
        and its kind. They share the listener; with allow_reuse_port each has one of its own, and the kernel
        distributes. One that dies is replaced. All stop when the parent stops, also if it is killed.

        shutdown() waits until no process accepts any more, and so for the requests that their loops handle themselves;
        with close_timeout for that long, and with block_on_close false not at all.

        Where the program has no handlers of its own and serve_forever() runs in the main thread, SIGTERM is a
        shutdown() and SIGHUP a reload(). handle_request() forks nothing. service_actions() is called in each process.
        """

        processes = None
        max_requests = None

        _cs_supervisor = None          # in the parent
        _cs_lifeline = None            # in a child
        _cs_more_listeners = ()

        def prepare_worker(self):
            """Called in each process before it serves, for subclasses: to open what processes must not share.

            If it raises, the process ends; when that happens to several in a row, serve_forever() raises RuntimeError.
            If the process is to stop meanwhile, SystemExit is raised in it, and a second later the process is killed.
            """

        def reload(self):
            """Replace all processes: new ones are up before the present ones stop. Returns at once."""
            if self._cs_supervisor is not None:
                self._cs_supervisor.reload()

        def server_activate(self):
            """Load what processes need, while there are descriptors."""
            from compatsrv import _cores, _prefork      # noqa: F401
            super(PreForkMixIn, self).server_activate()

        def server_close(self):
            """Close the listener and wait for the processes; those that still run after close_timeout seconds are killed.

            With block_on_close false they are neither waited for nor killed.
            """
            super(PreForkMixIn, self).server_close()
            self._cs_close_more_listeners()
            if self._cs_supervisor is not None and self.block_on_close:
                deadline = self._cs_close_deadline()
                if self._cs_loops_elsewhere():
                    _base.wait(self._BaseServer__is_shut_down, deadline)
                if self._cs_supervisor.wait(deadline):
                    self._cs_supervisor.kill()

        def _cs_serve(self, poll_interval):
            from compatsrv import _cores, _prefork
            self._cs_open_fileno()
            count = _cores.cores() if self.processes is None else self.processes
            _require_number('processes', count, 1)
            if self.max_requests is not None:
                _require_number('max_requests', self.max_requests, 0)
            if len(self._cs_more_listeners) != count - 1:
                self._cs_close_more_listeners()
                self._cs_more_listeners = _cores.more_listeners(self, count)
            serve = super(PreForkMixIn, self)._cs_serve
            previous = self._cs_supervisor
            self._cs_supervisor = _prefork.Supervisor(self, count, lambda: serve(poll_interval))
            if previous is not None:
                self._cs_supervisor.children.update(previous.children)     # told to stop, but not ended
            self._cs_supervisor.run()

        def _cs_make_waiter(self):
            if self._cs_lifeline is None:
                return super(PreForkMixIn, self)._cs_make_waiter()
            from compatsrv import _forked
            fd = self._cs_open_fileno()
            waiter = _loop.Waiter(fd, _poll.make_exclusive_poll(fd))
            waiter.watch(self._cs_lifeline.fileno(), lambda: _forked.hear(self))
            return waiter

        def _cs_accepting_failed(self, error):
            super(PreForkMixIn, self)._cs_accepting_failed(error)
            if self._cs_lifeline is not None and _loop.exhausted(error):
                from compatsrv import _forked
                _forked.say(self._cs_lifeline, _forked.PAUSED)     # the kernel may have woken this process alone

        def _cs_left_by_fork(self):
            if self._cs_lifeline is not None:
                self._cs_lifeline.close()      # it is to end with the worker, even if the children of a ForkingMixIn go on
            super(PreForkMixIn, self)._cs_left_by_fork()

        def _cs_stop_listening(self):
            super(PreForkMixIn, self)._cs_stop_listening()
            if self._cs_listener() is not None:
                self._cs_close_more_listeners()

        def _cs_loop_handles(self):
            return self._cs_supervisor is None

        def _cs_close_more_listeners(self):
            for listener in self._cs_more_listeners:
                listener.close()
            self._cs_more_listeners = []

        def _cs_wait_for_requests(self, deadline):
            left = 0 if self._cs_supervisor is None else self._cs_supervisor.wait(deadline)
            return left + super(PreForkMixIn, self)._cs_wait_for_requests(deadline)

    __all__ += _mixins.combined(PreForkMixIn, globals())
