"""The parts of the loop that no case of the suite can reach."""

import errno
import os
import select
import socket
import threading

import pytest

import compatsrv
from compatsrv import _loop, _poll

LIMIT = 20      # seconds: only what hangs takes so long


@pytest.fixture
def pair():
    left, right = socket.socketpair()
    yield left, right
    left.close()
    right.close()


@pytest.fixture
def waiter(pair):
    waiter = _loop.Waiter(pair[0].fileno())
    yield waiter
    waiter.close()


def test_work_ends_the_sleep(pair, waiter):
    pair[1].send(b'x')
    assert waiter.wait(LIMIT) == (True, False)


def test_time_ends_the_sleep(waiter):
    assert waiter.wait(0.01) == (False, False)


def test_watched_descriptors_end_the_sleep_and_say_whether_to_look_at_the_listener(waiter):
    left, right = socket.socketpair()
    try:
        looks = [True, False]
        waiter.watch(left.fileno(), lambda: looks.pop())
        right.send(b'x')
        assert waiter.wait(LIMIT) == (False, True)
        assert waiter.wait(LIMIT) == (True, True)
        waiter.forget(left.fileno())
        waiter.forget(left.fileno())
        assert waiter.wait(0) == (False, False)
    finally:
        left.close()
        right.close()


def test_an_exclusive_poll_does_what_poll_does(pair):
    try:
        poll = _poll._ExclusivePoll(pair[0].fileno())
    except EnvironmentError as error:
        pytest.skip('no EPOLLEXCLUSIVE: %s' % error)
    waiter = _loop.Waiter(pair[0].fileno(), poll)
    try:
        assert waiter.wait(0.01) == (False, False)
        pair[1].send(b'x')
        assert waiter.wait(LIMIT) == (True, False)
        assert waiter.wait(LIMIT, pause=0.01) == (False, False)
        waiter.wake()
        assert waiter.wait(LIMIT) == (True, True)
    finally:
        waiter.close()


def test_wake_ends_the_sleep_or_the_next_one(waiter):
    waiter.wake()
    waiter.wake()
    assert waiter.wait(LIMIT) == (False, True)
    assert waiter.wait(0) == (False, False)
    threading.Timer(0.05, waiter.wake).start()
    assert waiter.wait(LIMIT) == (False, True)


def test_wake_in_a_forked_child_does_not_wake_the_parent(waiter):
    if not hasattr(os, 'fork'):
        pytest.skip('no os.fork')
    child = os.fork()
    if not child:
        waiter.wake()
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert waiter.wait(0) == (False, False)


def test_wake_after_close_is_nothing(waiter):
    waiter.close()
    waiter.wake()


def test_a_pause_leaves_the_listener_alone_but_not_the_wake_up(pair, waiter):
    pair[1].send(b'x')
    assert waiter.wait(LIMIT, pause=0.01) == (False, False)
    waiter.wake()
    assert waiter.wait(LIMIT, pause=LIMIT) == (False, True)
    assert waiter.wait(LIMIT) == (True, False)


@pytest.mark.parametrize('exclusive', [False, True])
@pytest.mark.parametrize('paused', [False, True])
def test_a_listener_that_is_closed_before_or_during_a_pause(pair, exclusive, paused):
    """By another thread. epoll, unlike poll, raises when it is asked to leave it alone or to watch it again."""
    fd = pair[0].fileno()
    waiter = _loop.Waiter(fd, _poll.make_exclusive_poll(fd) if exclusive else None)
    try:
        if paused:
            waiter.wait(0, pause=LIMIT)
        pair[0].close()
        results = [waiter.wait(0, pause=0 if paused else LIMIT), waiter.wait(0)]
        assert (False, True) in results and not any(ready for ready, _ in results)
    finally:
        waiter.close()


def test_where_there_is_no_poll_select_serves(monkeypatch, pair):
    monkeypatch.delattr(select, 'poll')
    waiter = _loop.Waiter(pair[0].fileno())
    try:
        assert waiter.wait(0.01) == (False, False)
        waiter.wake()
        assert waiter.wait(LIMIT) == (False, True)
        pair[1].send(b'x')
        assert waiter.wait(LIMIT) == (True, False)
    finally:
        waiter.close()


def test_pauses_grow_up_to_a_bound():
    pause = _loop.Pause()
    assert pause.remaining() == 0
    pause.prolong()
    assert 0 < pause.remaining() < _loop.FIRST_PAUSE * 1.1
    for _ in range(10):
        pause.prolong()
    assert _loop.FIRST_PAUSE < pause.remaining() < _loop.LONGEST_PAUSE * 1.1


def test_exhausted_tells_a_lack_of_descriptors_from_other_errors():
    assert _loop.exhausted(OSError(errno.EMFILE, 'x'))
    assert not _loop.exhausted(OSError(errno.EAGAIN, 'x'))
    assert not _loop.exhausted(OSError())


def test_non_blocking_puts_the_timeout_back():
    listener = socket.socket()
    try:
        listener.settimeout(3)
        with _loop.non_blocking(listener):
            assert listener.gettimeout() == 0
        assert listener.gettimeout() == 3
        with _loop.non_blocking(listener):
            listener.settimeout(5)      # somebody wants it so
        assert listener.gettimeout() == 5
        with _loop.non_blocking(listener):
            listener.close()
    finally:
        listener.close()


def test_an_episode_of_exhaustion_is_told_once_and_ends(capsys):
    failures = [OSError(errno.EMFILE, 'Too many open files')] * 3

    class Server(compatsrv.TCPServer):
        def get_request(self):
            if failures:
                raise failures.pop()
            return compatsrv.TCPServer.get_request(self)

    class Handler(compatsrv.BaseRequestHandler):
        def handle(self):
            self.request.sendall(b'served')

    with Server(('127.0.0.1', 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.daemon = True
        thread.start()
        client = socket.create_connection(server.server_address, LIMIT)
        try:
            assert client.recv(10) == b'served'
        finally:
            client.close()
            server.shutdown()
            thread.join(LIMIT)
    err = capsys.readouterr()[1]
    assert err.count('\n') == 1 and 'Too many open files' in err


def test_shutdown_without_a_loop_is_remembered():
    with compatsrv.TCPServer(('127.0.0.1', 0), compatsrv.BaseRequestHandler) as server:
        server.shutdown()
        server.serve_forever()      # returns at once, or the run is stuck


def test_the_private_flag_wakes_the_loop():
    with compatsrv.TCPServer(('127.0.0.1', 0), compatsrv.BaseRequestHandler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(60,))
        thread.daemon = True
        thread.start()
        while not server._cs_waiters:
            pass
        server._BaseServer__shutdown_request = True
        thread.join(LIMIT)
        assert not thread.is_alive()


def test_server_close_ends_the_loop():
    server = compatsrv.TCPServer(('127.0.0.1', 0), compatsrv.BaseRequestHandler)
    thread = threading.Thread(target=server.serve_forever, args=(60,))
    thread.daemon = True
    thread.start()
    while not server._cs_waiters:
        pass
    server.server_close()
    thread.join(LIMIT)
    assert not thread.is_alive()


def test_drain_waits_for_requests_and_counts_what_is_left():
    go, started = threading.Event(), threading.Event()

    class Handler(compatsrv.BaseRequestHandler):
        def handle(self):
            started.set()
            go.wait(LIMIT)
            self.request.sendall(b'done')

    with compatsrv.ThreadingTCPServer(('127.0.0.1', 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.daemon = True
        thread.start()
        client = socket.create_connection(server.server_address, LIMIT)
        try:
            assert started.wait(LIMIT)
            assert server.drain(0.05) == 1
            with pytest.raises(EnvironmentError):
                socket.create_connection(server.server_address, LIMIT)
            go.set()
            assert server.drain(LIMIT) == 0
            assert client.recv(10) == b'done'
        finally:
            go.set()
            client.close()
    thread.join(LIMIT)
    assert not thread.is_alive()


def test_a_shutdown_while_the_loop_begins_is_not_forgotten():
    class Server(compatsrv.TCPServer):
        stop = late = False

        @property
        def _BaseServer__stop(self):
            """As it was before a shutdown() of another thread, which comes at the loop's first look."""
            before = self.stop
            if self._cs_waiters and not self.late:
                self.late = True
                self._BaseServer__shutdown_request = True
            return before

        @_BaseServer__stop.setter
        def _BaseServer__stop(self, value):
            self.stop = value

    with Server(('127.0.0.1', 0), compatsrv.BaseRequestHandler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.daemon = True
        thread.start()
        thread.join(LIMIT)
        assert server.late
        assert not thread.is_alive()


def test_a_listener_that_several_hold_non_blocking_is_put_back_by_the_last():
    listener = socket.socket()
    listener.settimeout(3)
    with _loop.non_blocking(listener):
        second = _loop.non_blocking(listener)
        second.__enter__()
        assert (listener.gettimeout(), _loop.timeout_of(listener)) == (0, 3)
    assert (listener.gettimeout(), _loop.timeout_of(listener)) == (0, 3)
    second.__exit__(None, None, None)
    assert (listener.gettimeout(), _loop.timeout_of(listener)) == (3, 3)
    listener.close()


def test_what_a_program_gives_a_listener_meanwhile_stays():
    listener = socket.socket()
    with _loop.non_blocking(listener):
        listener.settimeout(4)
        with _loop.non_blocking(listener):
            assert listener.gettimeout() == 0
        assert _loop.timeout_of(listener) == 4
        listener.settimeout(5)
    assert listener.gettimeout() == 5
    listener.close()


def test_handle_request_beside_a_loop_waits_for_as_long_as_without():
    """Its timeout is not that of the listener, which the loop holds non-blocking."""
    class Server(compatsrv.TCPServer):
        def verify_request(self, request, client_address):
            self.waiting.set()
            return self.go.wait(LIMIT)

    with Server(('127.0.0.1', 0), compatsrv.BaseRequestHandler) as server:
        server.waiting, server.go = threading.Event(), threading.Event()
        loop = threading.Thread(target=server.serve_forever)
        loop.start()
        clients = [socket.create_connection(server.server_address, LIMIT)]
        assert server.waiting.wait(LIMIT)       # the loop is busy, and holds the listener
        server.waiting.clear()
        beside = threading.Thread(target=server.handle_request)
        beside.start()
        beside.join(0.05)       # in which it returns if the listener's 0 seconds count
        clients.append(socket.create_connection(server.server_address, LIMIT))
        asked = server.waiting.wait(LIMIT)
        server.go.set()
        beside.join(LIMIT)
        server.shutdown()
        loop.join(LIMIT)
        for client in clients:
            client.close()
        assert asked
