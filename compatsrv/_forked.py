"""The life of a process that was forked in advance: from the fork to its end.

The rules of this file:
- what was the parent's alone is left behind: its loop, its lifelines, its threads, its signal handlers;
- the lifeline's end, or SIGTERM, is the end of accepting; what runs then is finished;
- before it is ready there is nothing to finish: SIGTERM ends it at once;
- SIGINT and SIGHUP, which a terminal sends to all, are the parent's business.
"""

import os
import random
import signal
import sys
import threading

from compatsrv._mixins import flush_stdio_at_last
from compatsrv._native import SOCKET_ERRORS

__all__ = ['LOOK', 'PAUSED', 'READY', 'STOPPED', 'hear', 'live', 'say']

READY, STOPPED, PAUSED, LOOK = b'r', b's', b'p', b'l'       # what goes over a lifeline: three from the child, one to it


def live(server, serve, lifeline, slot, lifelines, waiter):
    """Serve until the end, and end the process: status 0, or 1 if something was raised.

    serve: the loop. lifeline: ours; lifelines: the parent's ends of all. waiter: the parent's. slot: our number.
    """
    status = 1
    try:
        _leave_parent(server, slot, lifelines, waiter)
        prepared = _set_signals(server)
        random.seed()       # not the same numbers in each child, which 3.7 sees to by itself
        if server.max_requests:
            _count_requests(server, server.max_requests)
        server._cs_lifeline = lifeline
        server.prepare_worker()
        prepared.append(True)
        say(lifeline, READY)
        serve()
        server._BaseServer__is_shut_down.set()
        server._cs_stop_listening()
        say(lifeline, STOPPED)
        server.drain(server.close_timeout)
        status = 0
    except SystemExit:
        pass                # the parent tells of it
    except:     # noqa: E722 - 2.7 raises instances of old-style classes as well
        server._cs_report('Worker process %d ends' % os.getpid(), sys.exc_info())
    finally:
        try:
            flush_stdio_at_last()
        finally:
            os._exit(status)


def hear(server):
    """The lifeline has something: stop if it is its end. Return whether to look at the listener."""
    try:
        said = server._cs_lifeline.recv(100)
    except SOCKET_ERRORS:
        return False
    if not said:
        server._BaseServer__shutdown_request = True
    # While it pauses a look would fail, and pass the client on to the next that pauses, and so on.
    pause = server._cs_pause
    return bool(said) and not (pause and pause.remaining())


def say(lifeline, what):
    try:
        lifeline.send(what)
    except SOCKET_ERRORS:
        pass        # the other side is gone, or has not read for long


def _leave_parent(server, slot, lifelines, waiter):
    waiter.close()
    for end in lifelines:
        end.close()
    if server._cs_more_listeners:
        listeners = [server.socket] + server._cs_more_listeners
        server.socket = listeners.pop(slot)
        for listener in listeners:
            listener.close()
        server._cs_more_listeners = []
    server._cs_supervisor = server._cs_bound_file = None
    server._cs_waiters = []
    server._BaseServer__shutdown_request = False
    server._BaseServer__is_shut_down = threading.Event()    # the parent's may be in use by a thread that is not here
    vars(server).pop('_cs_threads', None)      # none of them is here


def _set_signals(server):
    """Set the handlers of a worker; return a list, to be filled as soon as it is prepared."""
    def terminate(signum, frame):
        if not prepared:
            raise SystemExit(1)
        server.shutdown()

    prepared = []
    signal.signal(signal.SIGTERM, terminate)
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda signum, frame: None)       # unlike SIG_IGN not passed on to other programs
    return prepared


def _count_requests(server, most):
    """Have server stop after most requests, or up to a tenth more, so that not all children end at the same time."""
    left = [random.SystemRandom().randint(most, most + most // 10)]
    process_request = server.process_request

    def counting(request, client_address):
        left[0] -= 1
        if left[0] <= 0:
            server._BaseServer__shutdown_request = True
        process_request(request, client_address)
    server.process_request = counting
