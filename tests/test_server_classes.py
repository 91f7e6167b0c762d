"""What servers do in the hands of programs: mixed with other classes, closed by children."""

import multiprocessing
import os
import re
import socket
import threading

import pytest

import compatsrv
import processes

LIMIT = 20      # seconds: only what hangs takes so long

needs_fork = pytest.mark.skipif(not hasattr(compatsrv, 'ForkingUnixStreamServer'), reason='no fork() or no Unix sockets')


@pytest.fixture
def serve(tmpdir):
    """A function: a server of the class with the handler, that serves the path `s`."""
    started = []

    def serve(cls, handler, **members):
        server = type('Server', (cls,), members)(str(tmpdir.join('s')), handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.daemon = True
        thread.start()
        started.append(server)
        return server
    yield serve
    for server in started:
        server.shutdown()
        server.server_close()


def ask(path):
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(LIMIT)
    try:
        client.connect(path)
        return client.recv(100)
    finally:
        client.close()


class ClosesTheServer(compatsrv.BaseRequestHandler):
    def handle(self):
        self.server.server_close()      # as programs do in a child, which has no use for the listener
        self.request.sendall(b'closed')


class Echo(compatsrv.StreamRequestHandler):
    timeout = LIMIT

    def handle(self):
        self.wfile.write(self.rfile.readline())


@pytest.mark.parametrize('other', [threading.Thread, multiprocessing.Process], ids=['Thread', 'Process'])
def test_no_name_of_ours_is_one_of_a_class_that_servers_are_mixed_with(other):
    theirs = set(dir(other(target=len)))
    for name in compatsrv.__all__:
        if name.endswith('Server'):
            with getattr(compatsrv, name)('s', Echo, *[False] * (name != 'BaseServer')) as server:
                ours = set(dir(server))
            assert [shared for shared in theirs & ours if not shared.startswith('__')] == [], name


def test_private_names_are_none_that_programs_have():
    """They begin with _cs_, or they are the native class's."""
    made = [getattr(compatsrv, name) for name in compatsrv.__all__ if name.endswith(('Server', 'MixIn'))]
    for cls in made:
        for base in cls.__mro__:
            if base.__module__.startswith('compatsrv'):
                native = set(dir(getattr(compatsrv.native, base.__name__, object)))
                ours = [name for name in vars(base) if re.match(r'_(?!_|cs_|abc_|BaseServer__)', name) and name not in native]
                assert ours == [], base


def test_a_server_that_is_a_thread():
    class Server(compatsrv.ThreadingTCPServer, threading.Thread):
        def __init__(self):
            compatsrv.ThreadingTCPServer.__init__(self, ('127.0.0.1', 0), Echo)
            threading.Thread.__init__(self)
            self.daemon = True

        def run(self):
            self.serve_forever()

    server = Server()
    server.start()
    client = socket.create_connection(server.server_address, LIMIT)
    client.sendall(b'line\n')
    assert client.recv(100) == b'line\n'
    client.close()
    server.shutdown()
    server.join(LIMIT)
    assert not server.is_alive()
    server.server_close()


def test_a_program_may_have_a_stop_of_its_own():
    class Server(compatsrv.TCPServer):
        def __init__(self):
            compatsrv.TCPServer.__init__(self, ('127.0.0.1', 0), Echo)
            self._stop = threading.Event()

    with Server() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.daemon = True
        thread.start()
        client = socket.create_connection(server.server_address, LIMIT)
        client.sendall(b'line\n')
        assert client.recv(100) == b'line\n'
        client.close()
        server.shutdown()
        assert isinstance(server._stop, type(threading.Event()))


def test_a_program_may_have_threads_of_its_own():
    class Server(compatsrv.ThreadingTCPServer):
        close_timeout = LIMIT

        def __init__(self):
            self._threads = []
            compatsrv.ThreadingTCPServer.__init__(self, ('127.0.0.1', 0), Echo)

        def process_request_thread(self, request, client_address):
            self._threads.append(threading.current_thread())
            compatsrv.ThreadingTCPServer.process_request_thread(self, request, client_address)

    with Server() as server:
        client = socket.create_connection(server.server_address, LIMIT)
        client.sendall(b'line\n')
        server.handle_request()
        assert client.recv(100) == b'line\n'
        client.close()
    assert len(server._threads) == 1


@pytest.mark.skipif(not hasattr(compatsrv.native.ThreadingMixIn, '_threads'), reason='the native class has no _threads')
def test_the_native_name_for_the_threads_is_there_too():
    gate = threading.Event()

    class Server(compatsrv.ThreadingTCPServer):
        close_timeout = LIMIT

        def finish_request(self, request, client_address):
            assert gate.wait(LIMIT)

        def shutdown_request(self, request):
            pass

    with Server(('127.0.0.1', 0), Echo) as server:
        server.process_request(None, None)
        assert len(server._threads) == 1
        gate.set()
    assert len(server._threads) == 0


@needs_fork
@pytest.mark.parametrize('mixin', ['ForkingMixIn', 'PreForkMixIn'])
def test_a_child_that_closes_the_server_does_not_remove_its_path(serve, mixin):
    cls = type('Server', (getattr(compatsrv, mixin), compatsrv.UnixStreamServer), {'processes': 2})
    server = serve(cls, ClosesTheServer, unlink_on_close=True)
    assert ask(server.server_address) == b'closed'
    assert os.path.exists(server.server_address)


HELD_AT_THE_FORK = '''
import os, sys, threading, compatsrv

class Out(object):
    lock = threading.Lock()
    def flush(self):
        with self.lock:
            pass
    def write(self, text):
        pass

fork = os.fork
def forking():
    Out.lock.acquire()      # as another thread may have it, which the child has not
    try:
        pid = fork()
    finally:
        if os.getpid() == parent:
            Out.lock.release()
    return pid

class Server(compatsrv.%s, compatsrv.TCPServer):
    processes = 1

class Handler(compatsrv.BaseRequestHandler):
    def handle(self):
        self.request.sendall(b'answer')

parent, os.fork, sys.stdout = os.getpid(), forking, Out()
server = Server(('127.0.0.1', 0), Handler)
loop = threading.Thread(target=server.serve_forever)
loop.start()
client = __import__('socket').create_connection(server.server_address, 5)
assert client.recv(100) == b'answer'
server.shutdown()
loop.join()
server.server_close()       # waits for children, without a limit
sys.stderr.write('closed')
'''


@needs_fork
@pytest.mark.parametrize('mixin', ['ForkingMixIn', 'PreForkMixIn'])
def test_a_stream_s_lock_that_another_thread_had_at_the_fork(mixin):
    status, _, err = processes.run('-c', HELD_AT_THE_FORK % mixin)
    assert (status, err.splitlines()[-1:]) == (0, ['closed'])
