"""compatsrv serve, as a process of its own."""

import os
import signal
import socket
import textwrap
import time

import pytest

import processes

HANDLERS = '''
import SocketServer     # what a program for Python 2 has


class Upper(SocketServer.StreamRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.readline().upper())


class Datagram(SocketServer.DatagramRequestHandler):
    def handle(self):
        self.wfile.write(self.rfile.read().upper())


class Pid(SocketServer.BaseRequestHandler):
    def handle(self):
        import os, threading
        self.request.sendall(('%d %s' % (os.getpid(), threading.current_thread().name)).encode())


class Slow(SocketServer.BaseRequestHandler):
    def handle(self):
        self.request.sendall(b'began')
        self.request.recv(10)
        self.request.sendall(b'ended')


class NoHandler(object):
    pass


number = 5

if __name__ == '__main__':
    raise RuntimeError('the main part ran')
'''


@pytest.fixture
def program(tmpdir):
    path = tmpdir.join('program.py')
    path.write(HANDLERS)
    return str(path)


@pytest.fixture
def serve():
    """serve(target, address, ...) starts the command; gives (process, the address of its first line)."""
    started = []

    def start(target, address, *options, **kwargs):
        process = processes.start('-m', 'compatsrv', 'serve', target, '--bind', address, *options, **kwargs)
        started.append(process)
        line = processes.first_line(process)
        assert line.startswith('serving %s on %s:' % (target, address.split(':')[0])), line
        return process, line.rpartition(' on ')[2]

    yield start
    for process in started:
        if not process.stdout.closed:
            if process.poll() is None:
                process.kill()
            processes.finish(process)


def ask(address, payload=b'question\n'):
    """Send payload to an address such as tcp:127.0.0.1:80 and return the answer."""
    scheme, _, rest = address.partition(':')
    datagram = scheme in ('udp', 'unixgram')
    if scheme.startswith('unix'):
        family, target = socket.AF_UNIX, rest
    else:
        host, _, port = rest.rpartition(':')
        family = socket.AF_INET6 if '[' in host else socket.AF_INET
        target = host.strip('[]'), int(port)
    client = socket.socket(family, socket.SOCK_DGRAM if datagram else socket.SOCK_STREAM)
    try:
        client.settimeout(processes.LIMIT)
        if scheme == 'unixgram':
            client.bind(rest + '.client')
        client.connect(target)
        client.send(payload)
        answer = client.recv(100)
        return answer
    finally:
        client.close()


MODES = [(), ('--threads',), ('--fork',), ('--pool', '3'), ('--processes', '2'), ('--processes', '2', '--pool', '3')]


@pytest.mark.parametrize('options', MODES, ids=lambda options: ''.join(options) or 'plain')
@pytest.mark.parametrize('scheme, handler', [('tcp', 'Upper'), ('udp', 'Datagram'), ('unix', 'Upper'),
                                             ('unixgram', 'Datagram')])
def test_serves(serve, program, tmpdir, scheme, handler, options):
    address = '%s:%s' % (scheme, tmpdir.join('s') if 'unix' in scheme else '127.0.0.1:0')
    process, bound = serve(program + ':' + handler, address, *options)
    assert bound == address or not bound.endswith(':0')
    assert ask(bound) == ask(bound) == b'QUESTION\n' if scheme != 'unixgram' else ask(bound) == b'QUESTION\n'
    process.terminate()
    assert processes.finish(process)[::2] == (0, '')
    assert not tmpdir.join('s').check()


@pytest.mark.parametrize('number', [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_with_status_0(serve, program, number):
    process, bound = serve(program + ':Upper', 'tcp:127.0.0.1:0')
    assert ask(bound) == b'QUESTION\n'
    process.send_signal(number)
    assert processes.finish(process) == (0, '', '')


def test_threads_and_children(serve, program):
    process, bound = serve(program + ':Pid', 'tcp:127.0.0.1:0', '--threads')
    pid, name = ask(bound).decode().split(' ', 1)
    assert (int(pid), name.endswith('(process_request_thread)')) == (process.pid, True)
    process, bound = serve(program + ':Pid', 'tcp:127.0.0.1:0', '--fork')
    assert int(ask(bound).split()[0]) != process.pid
    process, bound = serve(program + ':Pid', 'tcp:127.0.0.1:0', '--processes', '2', '--threads')
    pid, name = ask(bound).decode().split(' ', 1)
    assert (int(pid) != process.pid, name.endswith('(process_request_thread)')) == (True, True)


def test_pool_bounds_the_threads_and_drain_the_time_for_running_requests(serve, program):
    process, bound = serve(program + ':Slow', 'tcp:127.0.0.1:0', '--pool', '1', '--drain', '0.1')
    client = socket.create_connection(('127.0.0.1', int(bound.rpartition(':')[2])), processes.LIMIT)
    assert client.recv(5) == b'began'
    process.terminate()         # the request would run for longer than this test may
    assert processes.finish(process)[::2] == (0, '')
    client.close()


def test_drain_lets_running_requests_finish(serve, program):
    process, bound = serve(program + ':Slow', 'tcp:127.0.0.1:0', '--pool', '1', '--drain', str(processes.LIMIT))
    client = socket.create_connection(('127.0.0.1', int(bound.rpartition(':')[2])), processes.LIMIT)
    assert client.recv(5) == b'began'
    process.terminate()
    client.sendall(b'go')
    assert client.recv(5) == b'ended'
    client.close()
    assert processes.finish(process)[::2] == (0, '')


def test_all_that_waits_at_the_end_has_one_limit(monkeypatch):
    """The loop's end, drain() and server_close() each wait for close_timeout or for what they are told."""
    from compatsrv.cli import serve as command

    class Clock(object):
        now = 1000.0

        def time(self):
            return self.now

    class Server(object):
        close_timeout = 2.0
        told = None

        def serve_forever(self):
            handlers[signal.SIGTERM](signal.SIGTERM, None)
            clock.now += 0.5        # a process takes that to end
            handlers[signal.SIGTERM](signal.SIGTERM, None)

        def shutdown(self):
            pass

        def drain(self, timeout):
            self.told = timeout
            clock.now += 5

    handlers, clock, server = {}, Clock(), Server()
    monkeypatch.setattr(command.signal, 'signal', handlers.__setitem__)
    monkeypatch.setattr(command, 'time', clock)
    assert command.serve(server, 'something', 2.0) == 0
    assert (server.told, server.close_timeout) == (1.5, 0)


def test_processes_are_replaced_at_sighup(serve, program):
    process, bound = serve(program + ':Pid', 'tcp:127.0.0.1:0', '--processes', '1')
    before = ask(bound).split()[0]
    process.send_signal(signal.SIGHUP)
    end = time.time() + processes.LIMIT
    while ask(bound).split()[0] == before:
        assert time.time() < end
    process.terminate()
    assert processes.finish(process)[::2] == (0, '')


@pytest.mark.parametrize('options, said', [
    (('--pool', '0'), '--pool: 0: it is 1 at least'), (('--processes', 'x'), '--processes: x: no number'),
    (('--drain', '-1'), '--drain: -1: no number of seconds'), (('--pool', '2', '--threads'), 'not allowed with'),
    (('--processes', '2', '--fork'), '--processes: not with --fork'),
])
def test_bad_options(program, options, said):
    status, out, err = processes.run('-m', 'compatsrv', 'serve', program + ':Pid', '--bind', 'tcp:127.0.0.1:0', *options)
    assert (status, out) == (2, '') and said in err.splitlines()[-1]


def test_ipv6(serve, program):
    probe = socket.socket(socket.AF_INET6)
    try:
        probe.bind(('::1', 0))
    except (OSError, socket.error) as error:
        pytest.skip('no IPv6: %s' % error)
    finally:
        probe.close()
    _, bound = serve(program + ':Upper', 'tcp:[::1]:0')
    assert bound.startswith('tcp:[::1]:') and ask(bound) == b'QUESTION\n'


def test_module_target(serve, program):
    _, bound = serve('program:Upper', 'tcp:127.0.0.1:0', cwd=os.path.dirname(program))
    assert ask(bound) == b'QUESTION\n'


def fails(*arguments, **options):
    """Run serve, which has to fail with status 2; return its one line on stderr."""
    status, out, err = processes.run('-m', 'compatsrv', 'serve', *arguments, **options)
    assert (status, out) == (2, ''), err
    assert err.count('\n') == 1, err
    assert err.startswith('compatsrv serve: ')
    return err


@pytest.mark.parametrize('target, said', [
    ('no.such.module:Handler', 'no.such.module'),
    ('no_such_file.py:Handler', 'no_such_file.py: No such file'),
    ('program.py:Missing', 'has no Missing'),
    ('program.py:NoHandler', 'NoHandler is no request handler'),
    ('program.py:number', 'number is no request handler'),
    ('program.py', 'no target'),
    ('broken.py:Handler', 'broken.py:2'),
    ('raising.py:Handler', 'ZeroDivisionError'),
    ('..:Handler', 'no target'),
    ('null.py:Handler', 'null.py: a null byte'),
    ('exits.py:Handler', 'exits.py: cannot load it: SystemExit: 3 (exits.py, line 1)'),
    ('lines.py:Handler', 'lines.py: cannot load it: ValueError: two lines (lines.py, line 1)'),
    ('letters.py:Handler', 'letters.py: cannot load it: ValueError: '),
    ('speechless.py:Handler', 'speechless.py: cannot load it: '),
])
def test_bad_targets(program, tmpdir, target, said):
    tmpdir.join('null.py').write_binary(b'x = 1\0')
    tmpdir.join('exits.py').write('raise SystemExit(3)\n')
    tmpdir.join('lines.py').write('raise ValueError("two\\nlines")\n')
    tmpdir.join('letters.py').write('raise ValueError(u"caf\\xe9")\n')
    tmpdir.join('speechless.py').write('class E(Exception):\n    def __str__(self):\n        1 / 0\nraise E\n')
    tmpdir.join('broken.py').write('import sys\nprint "Python 2" if\n')
    tmpdir.join('raising.py').write('1 / 0\n')
    assert said in fails(target, '--bind', 'tcp:127.0.0.1:0', cwd=str(tmpdir))


@pytest.mark.parametrize('address, said', [
    ('127.0.0.1:0', 'no address'), ('tcp:127.0.0.1', 'no address'), ('tcp:127.0.0.1:http', 'no address'),
    ('http:127.0.0.1:80', 'no address'), ('unix:', 'no address'), ('tcp:127.0.0.1:65536', '65535'),
    ('unix:/no/such/folder/s', '/no/such/folder/s'), ('unix:/tmp/' + 'x' * 200, 'too long'),
    (b'tcp:127.0.0.1:\xd9\xa3'.decode('utf-8'), 'no address') if str is not bytes else ('tcp:127.0.0.1:-1', 'no address'),
])
def test_bad_addresses(program, address, said):
    assert said in fails(program + ':Upper', '--bind', address)


def test_taken_address(program):
    taken = socket.socket()
    try:
        taken.bind(('127.0.0.1', 0))
        taken.listen(1)
        address = 'tcp:127.0.0.1:%d' % taken.getsockname()[1]
        said = fails(program + ':Upper', '--bind', address)
        assert address in said and 'in use' in said
    finally:
        taken.close()


def test_a_target_in_python_2_syntax_says_so(tmpdir):
    path = tmpdir.join('old.py')
    path.write(textwrap.dedent('''
        def f():
            exec "x = 1" in {}
            raise ValueError, "x"
            return 0777 <> `x`
        '''))
    status, _, err = processes.run('-m', 'compatsrv', 'serve', '%s:H' % path, '--bind', 'tcp:127.0.0.1:0')
    assert status == 2 and ('old.py' in err)
