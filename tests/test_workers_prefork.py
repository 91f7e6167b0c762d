"""PreForkMixIn, in programs of their own: signals, dying workers, a dying parent."""

import os
import signal
import socket
import textwrap
import threading
import time

import pytest

import compatsrv
import processes

LIMIT = 20      # seconds: only what hangs takes so long

pytestmark = pytest.mark.skipif(not hasattr(os, 'fork'), reason='no os.fork')

PROGRAM = '''
import os, signal, socket, sys, threading, time
import compatsrv

class Handler(compatsrv.BaseRequestHandler):
    """Says the pid and then, when the client has sent a line, the line."""
    def handle(self):
        self.request.settimeout(20)
        self.request.sendall(b'%5d' % os.getpid() if str is not bytes else '%5d' % os.getpid())
        line = self.request.recv(100)
        if line == b'down':
            self.server.shutdown()
        if line == b'raise':
            raise SystemExit(3)
        if line == b'threads':
            line = threading.current_thread().name.encode()
        self.request.sendall(line)

class Server(compatsrv.PreForkMixIn, compatsrv.TCPServer):
    processes = 2

# MORE

if __name__ == '__main__':
    signal.signal(signal.SIGINT, signal.default_int_handler)    # which the background jobs of a shell ignore
    server = Server(('127.0.0.1', 0), Handler)
    sys.stdout.write('%d\\n' % server.server_address[1])
    sys.stdout.flush()
    try:
        server.serve_forever()
    except RuntimeError as error:
        sys.exit('RuntimeError: %s' % error)
    server.server_close()
    sys.stdout.write('closed')
'''


class Program(object):
    """The program with more source, running: its process, and clients for it."""

    def __init__(self, more=''):
        self.process = processes.start('-c', PROGRAM.replace('# MORE', textwrap.dedent(more)))
        self.port = int(processes.first_line(self.process))

    def connect(self):
        """A client whose request has begun, and the pid of the worker that handles it."""
        client = socket.create_connection(('127.0.0.1', self.port), LIMIT)
        return client, int(client.recv(5))

    def ask(self, line=b'line'):
        """The worker's pid and its answer."""
        client, pid = self.connect()
        client.sendall(line)
        return pid, rest(client)

    def pids(self, number=2):
        """The pids of the workers, found by keeping them all busy."""
        pairs = [self.connect() for _ in range(number)]
        for client, _ in pairs:
            client.sendall(b'x')
            assert rest(client) == b'x'
        return sorted(pid for _, pid in pairs)

    def end(self, number=signal.SIGTERM):
        """Send a signal; return (status, stdout, stderr). stdout ends when the last worker has ended."""
        self.process.send_signal(number)
        return processes.finish(self.process)


def rest(client):
    data = b''
    while True:
        part = client.recv(100)
        if not part:
            client.close()
            return data
        data += part


def until(condition):
    """Try again, LIMIT seconds long."""
    end = time.time() + LIMIT
    while not condition():
        assert time.time() < end


@pytest.fixture
def start():
    programs = []

    def starting(more=''):
        programs.append(Program(more))
        return programs[-1]

    yield starting
    for program in programs:
        if program.process.poll() is None:
            program.process.kill()
        if not program.process.stdout.closed:
            processes.finish(program.process)


def test_workers_share_the_listener_and_sigterm_ends_them(start):
    program = start()
    first, second = program.pids()
    assert first != second and program.process.pid not in (first, second)
    assert program.end() == (0, 'closed', '')
    with pytest.raises(EnvironmentError):
        program.connect()


def test_as_many_as_there_are_processors():
    from compatsrv import _cores
    assert 1 <= _cores.cores() <= os.sysconf('SC_NPROCESSORS_CONF')


def test_sigterm_is_a_drain(start):
    program = start()
    client, pid = program.connect()
    program.process.send_signal(signal.SIGTERM)
    client.sendall(b'after')
    assert rest(client) == b'after'
    assert processes.finish(program.process) == (0, 'closed', '')


def test_ctrl_c_ends_all_with_a_keyboard_interrupt_in_the_parent_alone(start):
    program = start()
    program.pids()
    status, out, err = program.end(signal.SIGINT)
    assert err.count('KeyboardInterrupt') == 1 and out == ''


def test_workers_end_when_the_parent_is_killed(start):
    program = start()
    program.pids()
    client, _ = program.connect()
    program.process.kill()
    client.sendall(b'after')
    assert rest(client) == b'after'
    # The workers hold it: without their end there is none of stdout.
    assert processes.finish(program.process)[1] == ''


def test_a_worker_that_nobody_waits_for_does_not_block_in_accept(start):
    program = start("""
        Server.block_on_close = False
        Server.processes = 1
    """)
    client, _ = program.connect()
    program.process.send_signal(signal.SIGTERM)
    assert program.process.stdout.read(6) == b'closed'
    client.sendall(b'after')
    assert rest(client) == b'after'
    assert processes.finish(program.process) == (0, '', '')


def test_a_worker_that_dies_is_replaced(start):
    program = start()
    before = program.pids()
    os.kill(before[0], signal.SIGKILL)
    after = program.pids()
    assert len(set(before + after)) == 3 and before[1] in after
    status, _, err = program.end()
    assert (status, err) == (0, 'Worker process %d was killed by signal 9\n' % before[0])


def test_killing_workers_under_load_loses_only_the_requests_that_they_were_handling(start):
    program = start()
    results, victims, enough = [], [], threading.Event()

    def ask():
        while not enough.is_set() or len(results) < 200:
            try:
                results.append(program.ask()[1])
            except (EnvironmentError, ValueError) as error:     # reset, or the end in place of the pid
                results.append(error)

    clients = [threading.Thread(target=ask) for _ in range(8)]
    for thread in clients:
        thread.start()
    while len(victims) < 6 and any(thread.is_alive() for thread in clients):
        client, pid = program.connect()     # it is handling this one, and no other
        os.kill(pid, signal.SIGKILL)
        victims.append(pid)
        client.close()
    enough.set()
    for thread in clients:
        thread.join(3 * LIMIT)
        assert not thread.is_alive()
    assert len(victims) == 6
    assert [result for result in results if result != b'line'] == []
    status, _, err = program.end()
    assert (status, err.count('was killed by signal 9')) == (0, 6)


def test_sighup_brings_up_new_workers_before_the_old_ones_end(start):
    program = start()
    before = program.pids()
    client, old = program.connect()
    program.process.send_signal(signal.SIGHUP)
    until(lambda: program.ask()[0] not in before)
    client.sendall(b'after')                # the old one finishes what it has
    assert rest(client) == b'after'
    until(lambda: not set(program.pids()) & set(before))
    assert program.end() == (0, 'closed', '')


def test_no_client_is_left_to_a_worker_that_was_woken_and_told_to_stop(start):
    """The kernel wakes one worker for a client. If that one stops instead, another has to look."""
    program = start()
    program.ask()       # the signal's handler is there
    for number in range(150):
        if number % 3 == 0:
            program.process.send_signal(signal.SIGHUP)
        assert program.ask()[1] == b'line'
    assert program.end() == (0, 'closed', '')


def test_reload_that_fails_leaves_the_old_workers(start):
    program = start('''
        def prepare_worker(self, started=[]):
            if reloading:
                raise ValueError('no database')

        Server.prepare_worker = prepare_worker
        reloading = []

        def reload(*args):
            reloading.append(1)
            server.reload()

        signal.signal(signal.SIGHUP, reload)
        ''')
    before = program.pids()
    program.process.send_signal(signal.SIGHUP)
    said = []
    timer = threading.Timer(2 * LIMIT, program.process.kill)
    timer.start()
    while not said or 'the old ones stay' not in said[-1]:
        said.append(program.process.stderr.readline().decode())
        assert said[-1], said
    timer.cancel()
    assert program.pids() == before
    assert ''.join(said).count('ValueError: no database') >= 5
    assert program.end()[:2] == (0, 'closed')


def test_workers_that_cannot_start_end_the_server(start):
    program = start('''
        def prepare_worker(self):
            os._exit(7)
        Server.prepare_worker = prepare_worker
        ''')
    status, out, err = processes.finish(program.process)
    assert status == 1
    assert err.splitlines()[-1] == ('RuntimeError: worker processes do not start: 5 in a row ended before they were '
                                    'ready; the last ended with status 7')


def test_max_requests_replaces_workers_quietly(start):
    program = start('Server.processes, Server.max_requests = 1, 10')
    pids = [program.ask()[0] for _ in range(40)]
    counts = [pids.count(pid) for pid in sorted(set(pids), key=pids.index)]
    assert all(10 <= count <= 11 for count in counts[:-1]) and len(counts) >= 4, counts
    assert program.end() == (0, 'closed', '')


def test_processes_times_threads(start):
    program = start('''
        class Server(compatsrv.PreForkMixIn, compatsrv.ThreadPoolMixIn, compatsrv.TCPServer):
            processes, pool_size, queue_size = 2, 2, 0
        ''')
    pairs = [program.connect() for _ in range(4)]
    pids = [pid for _, pid in pairs]
    assert sorted(pids.count(pid) for pid in set(pids)) == [2, 2]
    for client, _ in pairs:
        client.sendall(b'threads')
        assert rest(client).endswith(b'(process_request_thread)')
    client, _ = program.connect()
    program.process.send_signal(signal.SIGTERM)
    client.sendall(b'after')
    assert rest(client) == b'after'
    assert processes.finish(program.process) == (0, 'closed', '')


def test_with_reuse_port_each_has_a_listener_and_none_is_lost_with_its_worker(start):
    if not hasattr(socket, 'SO_REUSEPORT'):
        pytest.skip('no socket.SO_REUSEPORT')
    program = start('Server.allow_reuse_port = True')
    first, pid = program.connect()
    held = [first]
    waiting = []
    # Clients that the kernel gives to the busy worker's listener wait there: some of these do.
    for _ in range(12):
        client = socket.create_connection(('127.0.0.1', program.port), LIMIT)
        client.sendall(b'x')
        waiting.append(client)
    os.kill(pid, signal.SIGKILL)
    for client in waiting:
        assert rest(client)[5:] == b'x'
    for client in held:
        client.close()
    status, _, err = program.end()
    assert (status, err) == (0, 'Worker process %d was killed by signal 9\n' % pid)


def test_a_worker_that_a_handler_ends_is_replaced(start):
    program = start()
    for line in (b'raise', b'down'):
        client, pid = program.connect()
        client.sendall(line)
        rest(client)
        until(lambda: pid not in program.pids())
    status, _, err = program.end()
    assert (status, err.count('ended with status 1')) == (0, 1)


def test_a_worker_that_does_not_end_in_time_is_killed(start):
    program = start('Server.close_timeout = 0.2')
    client, pid = program.connect()
    assert program.end() == (0, 'closed', '')
    with pytest.raises(OSError):
        os.kill(pid, 0)
    client.close()


@pytest.mark.parametrize('prepare', ['', 'signal.signal(signal.SIGTERM, signal.SIG_IGN)'])
def test_a_worker_that_is_not_ready_keeps_no_server_from_ending(start, prepare):
    """It has accepted nothing, and is not asked to finish: SystemExit ends it, and if that does not, SIGKILL."""
    program = start("""
        def prepare_worker(self):
            %s
            try:
                sys.stdout.write('preparing')
                sys.stdout.flush()
                for _ in range(1000):       # a signal that comes just before a sleep does not end it
                    time.sleep(0.01)
                sys.stdout.write(' late ')
            except SystemExit:
                sys.stdout.write(' interrupted ')
                raise
        Server.processes, Server.prepare_worker = 1, prepare_worker
        """ % prepare)
    assert program.process.stdout.read(9) == b'preparing'
    assert program.end() == (0, 'closed' if prepare else ' interrupted closed', '')


def test_a_parent_that_waits_for_its_workers_does_not_spin(start):
    program = start('''
        from compatsrv import _prefork
        reap, turns = _prefork.Supervisor.reap, []
        def counted(self):
            turns.append(1)
            reap(self)
        _prefork.Supervisor.reap = counted
        serve_forever = compatsrv.TCPServer.serve_forever
        def told(self):
            serve_forever(self)
            sys.stdout.write('%d ' % len(turns))
        Server.serve_forever = told
        ''')
    client, _ = program.connect()
    program.process.send_signal(signal.SIGTERM)
    time.sleep(0.3)     # nothing happens
    client.sendall(b'after')
    assert rest(client) == b'after'
    out = processes.finish(program.process)[1].split()
    assert out[1:] == ['closed'] and 0 < int(out[0]) < 30


def test_shutdown_from_another_thread_and_serving_again():
    class Handler(compatsrv.BaseRequestHandler):
        def handle(self):
            self.request.sendall(str(os.getpid()).encode())

    class Server(compatsrv.PreForkTCPServer):
        processes = 2

    with Server(('127.0.0.1', 0), Handler) as server:
        for _ in range(2):
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            client = socket.create_connection(server.server_address, LIMIT)
            assert int(rest(client)) != os.getpid()
            server.shutdown()
            thread.join(LIMIT)
            assert not thread.is_alive()
        assert server.drain(LIMIT) == 0


def test_drain_counts_processes_and_not_the_loop_that_watches_them():
    class Handler(compatsrv.BaseRequestHandler):
        def handle(self):
            self.request.sendall(b'begun')
            self.request.recv(1)

    server = type(compatsrv.PreForkTCPServer)('Server', (compatsrv.PreForkTCPServer,), {'processes': 1})(('127.0.0.1', 0), Handler)
    with server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        client = socket.create_connection(server.server_address, LIMIT)
        try:
            assert client.recv(5) == b'begun'
            assert server.drain(0.1) == 1
            assert thread.is_alive()
        finally:
            client.sendall(b'x')        # closing it is not enough: the worker may have inherited it
        client.close()
        assert server.drain(LIMIT) == 0
        thread.join(LIMIT)


@pytest.mark.parametrize('call', ['shutdown()', 'drain()', 'server_close()'])
@pytest.mark.parametrize('mixin', ['ThreadPool', 'Threading'])
def test_a_thread_of_a_worker_may_end_it(start, mixin, call):
    program = start('''
        class Ending(Handler):
            def handle(self):
                self.request.sendall(b'%%5d' %% os.getpid() if str is not bytes else '%%5d' %% os.getpid())
                if self.request.recv(100) == b'end':
                    self.server.%s
                self.request.sendall(b'after')

        class Server(compatsrv.PreForkMixIn, compatsrv.%sMixIn, compatsrv.TCPServer):
            processes = 1

            def finish_request(self, request, client_address):
                Ending(request, client_address, self)
        ''' % (call, mixin))
    first, answer = program.ask(b'end')
    assert answer == b'after'
    until(lambda: program.ask()[0] != first)
    assert program.end() == (0, 'closed', '')


def test_many_reloads_at_once_are_two(start, tmpdir):
    """One that is under way, and one for what has changed since."""
    go = tmpdir.join('go')
    program = start("""
        def prepare_worker(self):
            sys.stderr.write('w')
            sys.stderr.flush()
            started.append(1)
            while reloads and not os.path.exists(%r):
                time.sleep(0.01)

        def reload(*args):
            reloads.append(1)
            server.reload()

        started, reloads = [], []
        Server.processes, Server.prepare_worker = 1, prepare_worker
        signal.signal(signal.SIGHUP, reload)
        """ % str(go))
    before = program.pids(1)
    for _ in range(6):
        program.process.send_signal(signal.SIGHUP)
        time.sleep(0.03)        # for a turn of the loop
    assert program.pids(1) == before
    go.write('')
    assert program.process.stderr.read(3) == b'www'
    until(lambda: program.ask()[0] not in before)
    assert program.end() == (0, 'closed', '')


def test_a_parent_that_is_out_of_descriptors_goes_on_and_says_so(start):
    program = start('''
        import errno
        from compatsrv import _prefork
        loop, failures = _prefork._loop, []
        def failing():
            if len(failures) < 5 and 'first' in made:
                failures.append(1)
                raise EnvironmentError(errno.EMFILE, 'Too many open files')
            made.append('first')
            return loop.private_pair()
        made = []
        class Loop(object):
            def __getattr__(self, name):
                return failing if name == 'private_pair' else getattr(loop, name)
        _prefork._loop = Loop()
        Server.processes = 1
        ''')
    pid = program.pids(1)[0]
    os.kill(pid, signal.SIGKILL)
    assert program.ask()[0] != pid
    status, _, err = program.end()
    assert (status, err.count('Cannot start a worker process')) == (0, 5)


def test_a_worker_that_is_out_of_descriptors_leaves_the_client_to_another(start, tmpdir):
    """The kernel has woken that one alone."""
    program = start("""
        import errno
        from compatsrv import _loop
        _loop.FIRST_PAUSE = _loop.LONGEST_PAUSE = 60

        def get_request(self, mine=[]):
            try:
                os.unlink(%r)
                mine.append(True)
            except EnvironmentError:
                pass        # not yet, or another worker is the one
            if mine:
                raise EnvironmentError(errno.EMFILE, 'Too many open files')
            return compatsrv.TCPServer.get_request(self)
        Server.get_request = get_request
        """ % str(tmpdir.join('next')))
    program.pids()
    tmpdir.join('next').write('')
    client = socket.create_connection(('127.0.0.1', program.port), LIMIT)
    assert len(client.recv(5)) == 5
    client.close()
    status, out, err = program.end()
    assert (status, out, err.count('Cannot accept requests for now')) == (0, 'closed', 1)


def test_ctrl_c_at_the_fork_leaves_no_second_parent(start):
    program = start('''
        fork, forks = os.fork, []
        def interrupted():
            pid = fork()
            forks.append(pid)
            if not pid and len(forks) == 2:
                raise KeyboardInterrupt
            return pid
        os.fork = interrupted
        ''')
    program.pids()
    status, out, err = program.end()
    assert (status, out, err.count('ended with status 1 before it was ready')) == (0, 'closed', 1)


def test_datagrams_listeners_of_all_workers_block():
    """A handler's sendto() is to wait for room."""
    from compatsrv import _cores

    if not hasattr(socket, 'SO_REUSEPORT'):
        pytest.skip('no socket.SO_REUSEPORT')

    class Server(compatsrv.PreForkUDPServer):
        allow_reuse_port = True

    with Server(('127.0.0.1', 0), compatsrv.BaseRequestHandler) as server:
        listeners = _cores.more_listeners(server, 3)
        try:
            assert [listener.gettimeout() for listener in listeners] == [None, None]
        finally:
            for listener in listeners:
                listener.close()


def test_a_worker_that_is_told_to_stop_and_does_not_in_time_is_killed(start):
    """After a reload, too."""
    program = start('Server.close_timeout, Server.processes = 0.2, 1')
    client, pid = program.connect()
    program.process.send_signal(signal.SIGHUP)
    client.settimeout(LIMIT)
    try:
        assert client.recv(10) == b''
    except socket.error:
        pass        # reset
    client.close()
    assert program.ask()[0] != pid
    assert program.end() == (0, 'closed', '')


def test_programs_that_a_worker_starts_inherit_nothing(start):
    if not os.path.isdir('/proc/self/fd'):
        pytest.skip('no /proc/self/fd')
    program = start('''
        import subprocess
        LIST = ('import os; links = [os.path.realpath("/proc/self/fd/" + fd) for fd in os.listdir("/proc/self/fd")]; '
                'print([link for link in links if "socket:" in link or "eventpoll" in link])')

        class Listing(compatsrv.BaseRequestHandler):
            def handle(self):
                self.request.sendall(subprocess.check_output([sys.executable, '-c', LIST], close_fds=False))

        class Server(compatsrv.PreForkMixIn, compatsrv.ThreadPoolMixIn, compatsrv.TCPServer):
            processes, allow_reuse_port = 2, True

            def finish_request(self, request, client_address):
                Listing(request, client_address, self)
        ''')
    client = socket.create_connection(('127.0.0.1', program.port), LIMIT)
    assert rest(client) == b'[]\n'
    assert program.end() == (0, 'closed', '')


def test_ctrl_c_at_the_fork_of_a_request_leaves_no_second_parent(start):
    program = start('''
        fork = os.fork
        def interrupted():
            pid = fork()
            if not pid:
                raise KeyboardInterrupt
            return pid
        os.fork = interrupted
        Server = compatsrv.ForkingTCPServer
        signal.signal(signal.SIGTERM, lambda *args: server.shutdown())
        ''')
    client = socket.create_connection(('127.0.0.1', program.port), LIMIT)
    assert rest(client) == b''
    assert program.end() == (0, 'closed', '')


def test_a_closed_server_says_so():
    class Server(compatsrv.PreForkTCPServer):
        allow_reuse_port = True

    server = Server(('127.0.0.1', 0), compatsrv.BaseRequestHandler)
    server.server_close()
    with pytest.raises(ValueError):
        server.serve_forever()


def test_a_worker_whose_own_child_runs_is_missed_at_once(start):
    program = start('''
        class Server(compatsrv.PreForkMixIn, compatsrv.ForkingMixIn, compatsrv.TCPServer):
            processes = 1

            def process_request(self, request, client_address):
                request.sendall(b'%5d' % os.getpid() if str is not bytes else '%5d' % os.getpid())
                super(Server, self).process_request(request, client_address)
        ''')
    client, pid = program.connect()
    os.kill(pid, signal.SIGKILL)
    began = time.time()
    assert program.connect()[1] != pid
    assert time.time() - began < LIMIT / 2.0
    client.close()


def test_workers_of_an_earlier_run_are_heard_still(start):
    program = start("""
        class Server(Server):
            processes, close_timeout = 1, 0.1

            def serve_forever(self):
                super(Server, self).serve_forever()     # the worker goes on after close_timeout
                self.close_timeout = None
                super(Server, self).serve_forever()
                sys.stdout.write('%.0f ' % time.time())

        signal.signal(signal.SIGTERM, lambda *args: server.shutdown())
        """)
    first, _ = program.connect()
    program.process.send_signal(signal.SIGTERM)
    assert program.ask()[1] == b'line'
    program.process.send_signal(signal.SIGTERM)
    time.sleep(0.3)             # the second worker stops
    first.sendall(b'after')
    assert rest(first) == b'after'
    ended = time.time()
    status, out, err = processes.finish(program.process)
    assert (status, out.split()[1:], err) == (0, ['closed'], '')
    assert float(out.split()[0]) < ended + LIMIT / 2.0


def test_children_may_be_taken_away_by_another_thread():
    from compatsrv import _prefork

    class Child(object):
        crew, told, ready, stopped, gone = 0, 0, True, False, 0

        def tell_to_stop(self):
            supervisor.children.pop(1, None)

        kill = say = tell_to_stop

    supervisor = _prefork.Supervisor(None, 2, None)
    supervisor.children.update({1: Child(), 2: Child(), 3: Child()})
    supervisor._tell_to_stop()
    assert sorted(supervisor.children) == [2, 3]


def test_handle_request_forks_nothing():
    class Handler(compatsrv.BaseRequestHandler):
        def handle(self):
            self.request.sendall(str(os.getpid()).encode())

    with compatsrv.PreForkTCPServer(('127.0.0.1', 0), Handler) as server:
        client = socket.create_connection(server.server_address, LIMIT)
        server.handle_request()
        assert int(rest(client)) == os.getpid()


@pytest.mark.parametrize('option, value, message', [
    ('processes', 0, 'processes = 0: it is a whole number, 1 at least'),
    ('processes', '2', "processes = '2': it is a whole number, 1 at least"),
    ('max_requests', -1, 'max_requests = -1: it is a whole number, 0 at least'),
    ('max_requests', '5', "max_requests = '5': it is a whole number, 0 at least")])
def test_options_are_looked_at_before_a_process_is_forked(option, value, message):
    server = type(compatsrv.PreForkTCPServer)('Server', (compatsrv.PreForkTCPServer,), {option: value})(
        ('127.0.0.1', 0), compatsrv.BaseRequestHandler)
    with server, pytest.raises(ValueError) as caught:
        server.serve_forever()
    assert str(caught.value) == message


class Elsewhere(dict):
    """What another thread takes away as soon as it has been seen."""

    def __contains__(self, key):
        found = dict.__contains__(self, key)
        self.pop(key, None)
        return found


def test_what_another_thread_forgets_while_the_loop_wakes():
    """drain() in another thread reaps, and forgets, a child whose end the supervisor's loop is about to hear."""
    from compatsrv import _loop
    waiter = _loop.Waiter()
    ours, theirs = _loop.private_pair()
    try:
        waiter.watch(ours.fileno(), list)
        theirs.send(b'x')
        waiter._watched = Elsewhere(waiter._watched)
        assert waiter.wait(LIMIT) == (False, True)
    finally:
        waiter.close()
        ours.close()
        theirs.close()


def test_a_child_is_watched_before_another_thread_can_find_it(monkeypatch):
    from compatsrv import _prefork

    def watch(child):
        assert child.pid not in supervisor.children
        watched.append(child)

    watched = []
    supervisor = _prefork.Supervisor(None, 1, None)
    monkeypatch.setattr(_prefork.os, 'fork', lambda: 10 ** 6)
    monkeypatch.setattr(supervisor, '_watch', watch)
    supervisor._start(0)
    try:
        assert list(supervisor.children.values()) == watched
    finally:
        watched[0].lifeline.close()
