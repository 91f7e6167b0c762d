"""ThreadPoolMixIn: what no case of the suite says. The suite itself runs over it in test_workers_suite.py."""

import contextlib
import errno
import os
import socket
import textwrap
import threading

import pytest

import compatsrv
import processes
from compatsrv import _lead, _pool

LIMIT = 20      # seconds: only what hangs takes so long


class Gate(compatsrv.BaseRequestHandler):
    """Reads a line; 'wait' waits until the class's gate is open, 'fail' raises. Answers with it."""

    def handle(self):
        line = self.request.recv(100)
        self.server.began.release()
        if line == b'wait':
            self.server.gate.wait(LIMIT)
        elif line.startswith(b'raise '):
            raise {b'ValueError': ValueError, b'SystemExit': SystemExit, b'KeyboardInterrupt': KeyboardInterrupt}[line[6:]]
        self.request.sendall(line)


@contextlib.contextmanager
def serving(cls=compatsrv.ThreadPoolTCPServer, **members):
    """A running server of cls with more members; its gate, and began: a semaphore for requests that have begun."""
    server = type(cls)('Server', (cls,), members)(('127.0.0.1', 0), Gate)
    server.gate, server.began = threading.Event(), threading.Semaphore(0)
    server.loop = threading.Thread(target=server.serve_forever)
    server.loop.daemon = True
    server.loop.start()
    try:
        yield server
    finally:
        server.gate.set()
        assert ends(server.shutdown, server.server_close, server.loop.join)


def ends(*calls):
    """Whether these return within LIMIT seconds, one after the other."""
    def call_all():
        for call in calls:
            call()
        ended.set()

    ended = threading.Event()
    thread = threading.Thread(target=call_all)
    thread.daemon = True
    thread.start()
    return ended.wait(LIMIT)


def send(server, line):
    client = socket.create_connection(server.server_address[:2], LIMIT)
    client.sendall(line)
    return client


def answer(client):
    try:
        data = client.recv(100)
    except socket.error as error:
        assert error.errno == errno.ECONNRESET
        data = b''
    client.close()
    return data


def begin(server, number, line=b'wait'):
    """Clients whose requests have begun."""
    clients = [send(server, line) for _ in range(number)]
    for _ in clients:
        acquire(server.began)
    return clients


def acquire(semaphore):
    """acquire() with a time limit, which 2.7's has not."""
    timer = threading.Timer(LIMIT, semaphore.release)
    timer.start()
    semaphore.acquire()
    assert timer.is_alive(), 'it did not begin'
    timer.cancel()


def test_threads_are_kept():
    with serving() as server:
        for _ in range(50):
            assert answer(send(server, b'x')) == b'x'
        assert 1 <= len(server._cs_threads) < 10


def test_a_request_that_lasts_keeps_no_other_from_being_handled():
    with serving() as server:
        for _ in range(3):      # after the first the lead is taken away, after the next it is passed on
            waiting = begin(server, 3)
            assert answer(send(server, b'x')) == b'x'
            server.gate.set()
            assert [answer(client) for client in waiting] == [b'wait'] * 3
            server.gate.clear()


def test_bounded_in_threads_and_in_waiting_requests():
    accepted = []
    with serving(pool_size=2, queue_size=1, verify_request=lambda self, *args: accepted.append(1) or True) as server:
        clients = begin(server, 2)
        clients += [send(server, b'wait') for _ in range(4)]
        wait_until(lambda: len(accepted) == 3)
        assert not server.began.acquire(False)
        assert clients[-1].recv(1) if readable(clients[-1], 0.1) else True      # time for one too many to be accepted
        assert (len(accepted), len(server._cs_threads)) == (3, 2)
        server.gate.set()
        assert [answer(client) for client in clients] == [b'wait'] * 6
        assert len(server._cs_threads) == 2


def readable(client, seconds):
    from compatsrv import _poll
    return _poll.wait_readable(client.fileno(), seconds)


def wait_until(condition):
    """For what gives no event."""
    timer = threading.Event()
    for _ in range(LIMIT * 100):
        if condition():
            return
        timer.wait(0.01)
    assert condition()


def test_request_refused_answers_when_all_is_full():
    def request_refused(self, request, client_address):
        request.sendall(b'busy')

    with serving(pool_size=1, queue_size=0, request_refused=request_refused) as server:
        waiting, = begin(server, 1)
        for _ in range(3):
            client = send(server, b'x')
            assert client.recv(4) == b'busy'
            assert answer(client) == b''
        server.gate.set()
        assert answer(waiting) == b'wait'
        wait_until(lambda: server._cs_threads.room())
        assert answer(send(server, b'x')) == b'x'


@pytest.mark.parametrize('error', ['ValueError', 'SystemExit', 'KeyboardInterrupt'])
def test_nothing_that_a_handler_raises_shrinks_the_pool(error, capfd):
    with serving(pool_size=2, queue_size=0) as server:
        for _ in range(5):
            assert answer(send(server, b'raise ' + error.encode())) == b''
            acquire(server.began)
        assert len(server._cs_threads) in (1, 2)
        waiting = begin(server, 2)      # both threads are there
        server.gate.set()
        assert [answer(client) for client in waiting] == [b'wait'] * 2
    said = capfd.readouterr()[1]
    assert (error in said) == (error != 'SystemExit')


class Stopped(BaseException):
    """As SystemExit is: no Exception, and so nothing for handle_error()."""


@contextlib.contextmanager
def raised_by_the_leader(hook, error):
    """A running server whose hook raises error when a leader calls it, and the list of what serve_forever() raised."""
    raised = []

    def serve_forever(self):
        try:
            compatsrv.ThreadPoolTCPServer.serve_forever(self)
        except BaseException as error:
            raised.append(error)

    def raising(self, request, client_address):
        if threading.current_thread() is not self.loop:
            raise error
        return getattr(compatsrv.ThreadPoolTCPServer, hook)(self, request, client_address)

    with serving(serve_forever=serve_forever, **{hook: raising}) as server:
        yield server, raised


@pytest.mark.parametrize('hook', ['verify_request', 'process_request'])
@pytest.mark.parametrize('error', [SystemExit, KeyboardInterrupt, Stopped])
def test_what_ends_a_program_ends_serve_forever_whoever_called_the_hook(hook, error, capfd):
    error = error(3)
    with raised_by_the_leader(hook, error) as (server, raised):
        assert answer(send(server, b'x')) == b''
        assert ends(server.loop.join)
        assert raised == [error]
        server.loop = threading.Thread(target=server.serve_forever)     # once is enough
        server.loop.start()
        wait_until(lambda: server._cs_waiters)
        assert server.loop.is_alive()
    assert capfd.readouterr()[1] == ''


def test_a_handle_error_that_raises_ends_serve_forever_as_natively(capfd):
    error = RuntimeError('in handle_error')

    def handle_error(self, request, client_address):
        raise error

    with raised_by_the_leader('verify_request', ValueError()) as (server, raised):
        type(server).handle_error = handle_error
        assert answer(send(server, b'x')) == b''
        assert ends(server.loop.join)
        assert raised == [error]
    assert capfd.readouterr()[1] == ''


def test_what_a_hook_raises_when_the_loop_is_over_is_reported(capfd):
    """A leader that is in a hook while shutdown() waits for it still ends serve_forever(); one that let go does not."""
    def verify_request(self, request, client_address):
        if threading.current_thread() is not self.loop:
            self.shutdown()
            raise Stopped()
        return True

    with serving(verify_request=verify_request) as server:
        assert answer(send(server, b'x')) == b''
        assert ends(server.loop.join)
    assert 'Stopped' in capfd.readouterr()[1]


def test_a_handle_error_that_raises_does_not_shrink_the_pool(capfd):
    def handle_error(self, request, client_address):
        raise RuntimeError('in handle_error')

    with serving(pool_size=1, handle_error=handle_error) as server:
        for _ in range(3):
            assert answer(send(server, b'raise ValueError')) == b''
        assert answer(send(server, b'x')) == b'x'
    assert capfd.readouterr()[1].count('RuntimeError: in handle_error') == 3


def test_one_at_a_time_accepts():
    """verify_request() runs in threads of the pool, but never in two at once, whoever leads."""
    inside, overlaps, threads = threading.Lock(), [], set()

    def verify_request(self, request, client_address):
        if not inside.acquire(False):
            overlaps.append(1)
            return True
        threads.add(threading.current_thread())
        threading.Event().wait(0.0001)
        inside.release()
        return True

    with serving(verify_request=verify_request) as server:
        def ask():
            for number in range(40):
                if number % 8:
                    assert answer(send(server, b'x')) == b'x'
                else:
                    client = send(server, b'wait')      # one that lasts
                    server.gate.set()
                    assert answer(client) == b'wait'
                    server.gate.clear()
            done.append(1)
        done = []
        askers = [threading.Thread(target=ask) for _ in range(6)]
        for thread in askers:
            thread.start()
        opener = threading.Event()
        while any(thread.is_alive() for thread in askers):
            opener.wait(0.005)
            server.gate.set()
        assert len(done) == 6
    assert overlaps == []
    assert threads - {server.loop}


@pytest.mark.parametrize('hook', ['get_request', 'service_actions'])
def test_with_hooks_of_its_own_a_server_accepts_in_the_thread_of_its_loop(hook):
    threads = set()

    def overriding(self):
        threads.add(threading.current_thread())
        return getattr(compatsrv.ThreadPoolTCPServer, hook)(self)

    def verify_request(self, request, client_address):
        threads.add(threading.current_thread())
        return True

    with serving(verify_request=verify_request, **{hook: overriding}) as server:
        for _ in range(10):
            assert answer(send(server, b'x')) == b'x'
        assert threads == {server.loop}


def test_without_a_loop_handle_request_uses_the_pool_too():
    server = type(compatsrv.ThreadPoolTCPServer)('Server', (compatsrv.ThreadPoolTCPServer,), {'pool_size': 2})(
        ('127.0.0.1', 0), Gate)
    server.gate, server.began = threading.Event(), threading.Semaphore(0)
    with server:
        clients = [send(server, b'x') for _ in range(6)]
        for _ in clients:
            server.handle_request()
        assert [answer(client) for client in clients] == [b'x'] * 6
        assert 1 <= len(server._cs_threads) <= 2


def test_server_close_ends_the_threads_and_finishes_what_waits():
    with serving(pool_size=1, queue_size=5) as server:
        clients = begin(server, 1)
        clients += [send(server, b'wait') for _ in range(3)]
        wait_until(lambda: len(server._cs_threads._queue) == 3)
        closing = threading.Thread(target=server.server_close)
        closing.start()
        closing.join(0.1)
        assert closing.is_alive()
        server.gate.set()
        assert [answer(client) for client in clients] == [b'wait'] * 4
        closing.join(LIMIT)
        assert not closing.is_alive()
        assert len(server._cs_threads) == 0


def test_drain_counts_what_runs_and_what_waits():
    with serving(pool_size=1, queue_size=5) as server:
        clients = begin(server, 1) + [send(server, b'wait')]
        wait_until(lambda: len(server._cs_threads._queue) == 1)
        assert server.drain(0.05) == 2
        with pytest.raises(EnvironmentError):
            send(server, b'x')
        server.gate.set()
        assert server.drain(LIMIT) == 0
        assert [answer(client) for client in clients] == [b'wait'] * 2


def test_serves_again():
    with serving() as server:
        for _ in range(2):
            assert answer(send(server, b'x')) == b'x'
            server.shutdown()
            server.loop.join(LIMIT)
            server.loop = threading.Thread(target=server.serve_forever)
            server.loop.daemon = True
            server.loop.start()


@pytest.mark.parametrize('how', ['shutdown', 'drain', 'server_close'])
@pytest.mark.parametrize('hook', ['verify_request', 'process_request'])
def test_a_hook_that_the_leader_calls_may_end_the_server(hook, how):
    """The leader is in it while it accepts, and the loop cannot end before that is over."""
    led, ended = [], threading.Event()

    def ending(self, request, client_address):
        if threading.current_thread() is not self.loop and not ended.is_set():
            led.append(threading.current_thread())
            getattr(self, how)()
            ended.set()
        return getattr(compatsrv.ThreadPoolTCPServer, hook)(self, request, client_address)

    with serving(**{hook: ending}) as server:
        client = send(server, b'x')
        assert answer(client) == b'x'
        assert ended.wait(LIMIT)
        assert ends(server.loop.join)
    assert len(led) == 1


@pytest.mark.parametrize('how', ['drain', 'server_close'])
@pytest.mark.parametrize('mixin', ['ThreadPool', 'Threading'])
def test_requests_that_end_the_server_at_the_same_time_do_not_wait_for_each_other(mixin, how):
    meeting = []
    both = threading.Event()

    class Handler(Gate):
        def handle(self):
            self.request.recv(1)
            meeting.append(self)
            if len(meeting) == 2:
                both.set()
            both.wait(LIMIT)
            getattr(self.server, how)()
            self.request.sendall(b'ended')

    with serving(getattr(compatsrv, mixin + 'TCPServer'), daemon_threads=True) as server:
        server.daemon_threads = how == 'drain'      # server_close() waits for others only; a test that fails has to end
        server.RequestHandlerClass = Handler
        clients = [send(server, b'x') for _ in range(2)]
        assert [answer(client) for client in clients] == [b'ended'] * 2


def test_a_leader_does_not_block_on_a_listener_that_was_given_a_timeout():
    class Handler(Gate):
        def handle(self):
            if threading.current_thread() is not self.server.loop:
                self.server.socket.settimeout(2 * LIMIT)
            Gate.handle(self)

    with serving() as server:
        server.RequestHandlerClass = Handler
        assert answer(send(server, b'x')) == b'x'
        assert ends(server.shutdown)


def test_a_request_that_a_handler_of_the_leader_hands_over_is_handled():
    """As with ThreadingMixIn: process_request() is for any thread."""
    ours, theirs = socket.socketpair()

    class Handler(Gate):
        def handle(self):
            if self.request is not theirs:
                self.server.process_request(theirs, None)
            Gate.handle(self)

    with serving() as server:
        server.RequestHandlerClass = Handler
        ours.settimeout(LIMIT)
        ours.sendall(b'inner')
        assert answer(send(server, b'outer')) == b'outer'
        assert answer(ours) == b'inner'


FORKING = textwrap.dedent('''
    import os, socket, sys, threading
    import compatsrv
    class Handler(compatsrv.BaseRequestHandler):
        def handle(self):
            pid = os.fork()
            if not pid:
                %(end)s
            statuses.append(os.waitpid(pid, 0)[1])
    server = compatsrv.ThreadPoolTCPServer(('127.0.0.1', 0), Handler)
    loop = threading.Thread(target=server.serve_forever)
    loop.daemon = True
    statuses = []
    loop.start()
    for _ in range(3):
        client = socket.create_connection(server.server_address, 10)
        client.recv(10)
        client.close()
    server.shutdown()
    server.server_close()
    sys.stdout.write('%%s' %% statuses)
''')


@pytest.mark.skipif(not hasattr(os, 'fork'), reason='no os.fork')
@pytest.mark.parametrize('end', ['return', 'sys.exit()'])
def test_a_process_that_a_handler_forks_does_not_go_on_as_a_worker(end):
    """As with ThreadingMixIn, where it ends with the one thread that it has."""
    status, out, err = processes.run('-W', 'ignore::DeprecationWarning', '-c', FORKING % {'end': end})
    assert (status, out) == (0, '[0, 0, 0]'), err


@pytest.mark.parametrize('option, value, message', [
    ('pool_size', 0, 'pool_size = 0: it is a whole number, 1 at least'),
    ('pool_size', '8', "pool_size = '8': it is a whole number, 1 at least"),
    ('pool_size', None, 'pool_size = None: it is a whole number, 1 at least'),
    ('queue_size', -1, 'queue_size = -1: it is a whole number, 0 at least'),
    ('queue_size', 2.5, 'queue_size = 2.5: it is a whole number, 0 at least')])
def test_the_bounds_of_a_pool_are_looked_at_when_the_server_is_made(option, value, message):
    with pytest.raises(ValueError) as caught:
        type(compatsrv.ThreadPoolTCPServer)('Server', (compatsrv.ThreadPoolTCPServer,), {option: value})(
            ('127.0.0.1', 0), Gate)
    assert str(caught.value) == message


def test_a_bound_may_be_infinite():
    with serving(queue_size=float('inf')) as server:
        assert answer(send(server, b'line')) == b'line'


PROGRAM = textwrap.dedent('''
    import socket, sys, threading, time
    import compatsrv
    class Handler(compatsrv.BaseRequestHandler):
        def handle(self):
            self.request.sendall(b'hello')
            if self.request.recv(10) == b'last':
                began.set()
                time.sleep(%(seconds)s)
                sys.stdout.write('finished')
                sys.stdout.flush()
    class Server(compatsrv.ThreadPoolTCPServer):
        daemon_threads = %(daemons)s
    began = threading.Event()
    server = Server(('127.0.0.1', 0), Handler)
    loop = threading.Thread(target=server.serve_forever)
    loop.daemon = True
    loop.start()
    client = socket.create_connection(server.server_address, 10)
    client.recv(10)
    client.send(b'%(line)s')
    if '%(line)s' == 'last':
        began.wait(10)
    # Until the loop sleeps: 2.7 complains of a daemon that runs at the end.
    while server._cs_threads.leadership.lead is not None:
        time.sleep(0.001)
    time.sleep(0.1)
''')


@pytest.mark.parametrize('daemons, line, out', [(False, 'idle', ''), (False, 'last', 'finished'), (True, 'last', '')])
def test_the_end_of_a_program_waits_for_requests_but_not_for_idle_threads(daemons, line, out):
    source = PROGRAM % {'daemons': daemons, 'line': line, 'seconds': 30 if daemons else 0.3}
    assert processes.run('-c', source) == (0, out, '')


def test_a_leader_never_accepts_on_a_listener_that_blocks_again():
    """The loop ends between the leader's look at the flag and its accept()."""
    calls = []
    stopped = threading.Event()

    class Listener(object):
        def __init__(self, sock):
            self._sock = sock

        def accept(self):
            thread = threading.current_thread()
            calls.append(thread)
            if calls[-2:] == [thread, thread] and thread is not server.loop and not stopped.is_set():
                stopping = threading.Thread(target=server.shutdown)
                stopping.daemon = True
                stopping.start()
                wait_until(lambda: not server._cs_waiters)
                stopped.set()
            return self._sock.accept()

        def __getattr__(self, name):
            return getattr(self._sock, name)

    with serving() as server:
        server.socket = Listener(server.socket)
        for _ in range(100):    # on a slow machine the first requests last, and a leader has to go before it asks again
            assert answer(send(server, b'x')) == b'x'
            if stopped.wait(0.2):
                break
        assert stopped.is_set()
        server.loop.join(LIMIT)
        assert not server.loop.is_alive()
        server.loop = threading.Thread(target=server.serve_forever)     # for the end of the test
        server.loop.start()


def test_out_of_descriptors_the_leader_gives_up_the_lead():
    """A leader that went on would spin: the listener stays readable."""
    failures = []
    attempts = []

    class Listener(object):
        """A listener whose accept() fails as long as there are failures."""

        def __init__(self, sock):
            self._sock = sock

        def accept(self):
            attempts.append(threading.current_thread())
            if failures:
                raise EnvironmentError(failures.pop(), 'Too many open files')
            return self._sock.accept()

        def __getattr__(self, name):
            return getattr(self._sock, name)

    with serving(logger=Quiet()) as server:
        server.socket = Listener(server.socket)
        failures[:] = [errno.EMFILE] * 3
        assert answer(send(server, b'x')) == b'x'
        assert len(attempts) < 20


def test_a_server_without_requests_does_not_wake():
    turns = []

    class Server(compatsrv.ThreadPoolTCPServer):
        def _cs_seconds_to_pause(self):
            turns.append(1)
            return compatsrv.ThreadPoolTCPServer._cs_seconds_to_pause(self)

    with serving(Server) as server:
        assert answer(send(server, b'x')) == b'x'
        wait_until(lambda: server._cs_threads.leadership.lead is None)
        threading.Event().wait(0.05)        # the turn that found that
        before = len(turns)
        threading.Event().wait(0.3)
        assert len(turns) == before


class Quiet(object):
    def error(self, *args, **kwargs):
        pass


class FakeServer(object):
    pool_size, queue_size, daemon_threads = 4, 4, False
    _BaseServer__shutdown_request = False

    def _cs_wake(self):
        pass


def test_being_eager_lasts_longer_while_being_sticky_does_not_pay():
    leadership = _lead.Leadership(FakeServer(), _pool.Pool(FakeServer()))
    lead = _lead._Lead(leadership, True)
    bans = []
    for _ in range(12):
        leadership._gave_up(lead)
        bans.append(leadership._ban)
    assert bans[:3] == [_lead.FIRST_BAN, 2 * _lead.FIRST_BAN, 4 * _lead.FIRST_BAN]
    assert bans[-1] == _lead.LONGEST_BAN
    lead.count = _lead.WORTH
    leadership._gave_up(lead)
    assert leadership._ban == 0


def test_a_quick_leader_is_looked_at_less_often():
    """Each look takes it its processor for a while: with one a millisecond the 99th percentile of latency doubled."""
    leadership = _lead.Leadership(FakeServer(), _pool.Pool(FakeServer()))
    assert leadership.watch() == 0      # there is none
    lead = leadership.lead = _lead._Lead(leadership, True)

    def look(requests):
        lead.count += requests
        return leadership.watch()

    assert [look(_lead.QUICK) for _ in range(_lead.LOOKS)] == (_lead.LOOKS - 1) * [_lead.TICK] + [_lead.LONG_TICK]
    assert [look(_lead.QUICK - 1), look(_lead.QUICK)] == [_lead.TICK, _lead.LONG_TICK]

    def last_after(requests):
        """The next look after a request lasted that came after so many."""
        lead.count = lead.seen = requests
        lead.busy = True
        assert look(0) == 0 and leadership.lead is None
        leadership.lead, lead.busy = lead, False
        return look(_lead.QUICK)

    assert last_after(_lead.RARE) == _lead.LONG_TICK
    assert last_after(_lead.RARE - 1) == _lead.TICK     # from the beginning


class Recorded(_lead.Leadership):
    """What lead has been."""

    @property
    def lead(self):
        return self.leads[-1]

    @lead.setter
    def lead(self, value):
        vars(self).setdefault('leads', []).append(value)


@pytest.mark.parametrize('taken', [True, False])
def test_from_one_leader_to_the_next_there_is_always_one(taken):
    """Without one, if only for a moment, the loop's thread would accept beside the next."""
    class Pool(object):
        ended = False

        def put(self, job, queue_size):
            assert leadership.lead not in (None, first)
            return taken

    leadership = Recorded(FakeServer(), Pool())
    first = leadership.lead = _lead._Lead(leadership, False)
    del leadership.leads[:-1]
    assert leadership.appoint() is taken
    assert len(leadership.leads) == (2 if taken else 3)
    assert (leadership.lead is None) is not taken


def test_the_end_of_the_program_is_asked_for_once():
    status, out, err = processes.run('-c', """if 1:
        import atexit
        register, registered = atexit.register, []
        def registering(function, *args, **kwargs):
            registered.append(function.__module__)
            return register(function, *args, **kwargs)
        atexit.register = registering
        import compatsrv
        for _ in range(3):
            with compatsrv.ThreadPoolTCPServer(('127.0.0.1', 0), compatsrv.BaseRequestHandler) as server:
                server.shutdown()
                server.serve_forever()
        print(registered.count('compatsrv._pool'))
        """)
    assert (status, out.strip()) == (0, '1'), err
