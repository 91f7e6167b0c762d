"""The short way of a request: what it saves must not show."""

import io
import os
import socket
import threading

import pytest

import compatsrv
from compatsrv import _base, _sockets

LIMIT = 20      # seconds: only what hangs takes so long


class Echo(compatsrv.BaseRequestHandler):
    def handle(self):
        self.request.sendall(self.request.recv(100))


def accepted(listener):
    class Server(object):
        socket = listener
    return _sockets.get_request(Server)


@pytest.fixture
def listener():
    listener = socket.socket()
    listener.bind(('127.0.0.1', 0))
    listener.listen(5)
    listener.settimeout(LIMIT)
    yield listener
    listener.close()


@pytest.fixture
def client(listener):
    client = socket.create_connection(listener.getsockname(), LIMIT)
    yield client
    client.close()


def test_the_socket_of_a_client_is_as_accept_makes_it(listener, client):
    request, address = accepted(listener)
    assert address == client.getsockname()
    assert isinstance(request, socket.socket)
    assert (request.family, request.type, request.proto) == (listener.family, socket.SOCK_STREAM, listener.proto)
    assert request.gettimeout() is None
    with request:
        duplicate = request.dup()
        assert duplicate.getpeername() == address
        duplicate.close()
    client.settimeout(LIMIT)
    assert client.recv(1) == b''        # closed, for nothing else holds it
    with pytest.raises(EnvironmentError):
        request.recv(1)


def test_the_default_timeout_counts(listener, client):
    socket.setdefaulttimeout(3)
    try:
        request, _ = accepted(listener)
        assert request.gettimeout() == 3
        request.close()
    finally:
        socket.setdefaulttimeout(None)


def test_a_new_field_of_sockets_is_left_to_their_own_init(monkeypatch, listener, client):
    if not hasattr(_sockets, '_SAME_FIELDS'):
        pytest.skip('the sockets of this Python are made otherwise')
    monkeypatch.setattr(_sockets, '_SAME_FIELDS', False)
    request, address = accepted(listener)
    assert (request.family, address) == (listener.family, client.getsockname())
    request.close()


def test_listeners_of_several_kinds_take_turns(tmpdir, listener):
    if not _sockets.UNIX:
        pytest.skip('no Unix sockets')
    other = socket.socket(socket.AF_UNIX)
    other.bind(str(tmpdir.join('s')))
    other.listen(5)
    try:
        for _ in range(3):
            for each in (listener, other):
                client = socket.socket(each.family)
                client.connect(each.getsockname())
                request, _ = accepted(each)
                assert request.family == each.family
                request.close()
                client.close()
    finally:
        other.close()


def test_a_listener_of_another_class_accepts_as_it_does(listener, client):
    class Request(socket.socket):
        pass

    class Listener(socket.socket):
        def accept(self):
            return request, 'somebody'

    request, own = Request(), Listener()
    try:
        assert accepted(own) == (request, 'somebody')
    finally:
        request.close()
        own.close()


def test_files_keep_the_connection_open(listener, client):
    request, _ = accepted(listener)
    rfile, wfile = _sockets.make_files(request, -1, 0)
    assert isinstance(rfile, io.BufferedReader) and isinstance(wfile, io.BufferedIOBase)
    if hasattr(request, '_io_refs'):        # on 2.7 close() is at once
        request.close()
    client.sendall(b'line\n')
    assert rfile.readline() == b'line\n'
    rfile.close()
    rfile.close()
    assert rfile.closed and rfile.raw.closed
    with pytest.raises(ValueError):
        rfile.readline()
    wfile.close()
    with pytest.raises(ValueError):
        wfile.write(b'x')
    request.close()
    client.settimeout(LIMIT)
    assert client.recv(1) == b''


def test_what_acts_as_a_socket_makes_its_own_files():
    class Request(object):
        def __init__(self):
            self.sent = []
            # 2.7's handlers have two files; newer ones send without a file by default.
            if hasattr(compatsrv.native, '_SocketWriter'):
                self.sendall = self.send

        def send(self, data):
            self.sent.append(bytes(data))

        def makefile(self, mode, size):
            file = io.BytesIO(b'GET\r\n')
            if 'w' in mode:
                file.write = self.send
            return file

    class Handler(compatsrv.StreamRequestHandler):
        def handle(self):
            self.wfile.write(self.rfile.readline())

    request = Request()
    Handler(request, ('127.0.0.1', 1), None)
    assert request.sent == [b'GET\r\n']


def test_disable_nagle_algorithm_is_strict_when_asked_for():
    left, right = socket.socketpair()       # they have none
    try:
        _sockets.send_at_once(left, strict=None)
        with pytest.raises(EnvironmentError):
            _sockets.send_at_once(left, strict=True)
    finally:
        left.close()
        right.close()


def test_a_failed_flush_before_reading_shows_at_the_next_one(listener, client):
    request, _ = accepted(listener)
    rfile, wfile = _sockets.make_files(request, -1, 1000)
    request.shutdown(socket.SHUT_WR)
    client.sendall(b'line\n')
    wfile.write(b'answer')
    assert rfile.readline() == b'line\n'
    with pytest.raises(EnvironmentError):
        wfile.flush()
    with pytest.raises(EnvironmentError):
        wfile.close()
    rfile.close()
    request.close()


def test_a_listener_that_is_given_a_timeout_ends_the_batch():
    calls = []

    class Server(compatsrv.TCPServer):
        def process_request(self, request, client_address):
            calls.append(client_address)
            self.socket.settimeout(LIMIT)
            compatsrv.TCPServer.process_request(self, request, client_address)

    with Server(('127.0.0.1', 0), Echo) as server:
        clients = [socket.create_connection(server.server_address, LIMIT) for _ in range(3)]
        for client in clients:
            client.sendall(b'x')
        server.socket.setblocking(False)
        server._cs_handle_batch()
        for client in clients:
            client.close()
    assert len(calls) == 1


def test_turns_that_do_not_pay_become_rare():
    class Server(compatsrv.TCPServer):
        def _cs_handle_batch(self):
            asked.append(len(handled))
            self._handle_request_noblock()
            return False

        def process_request(self, request, client_address):
            handled.append(client_address)
            compatsrv.TCPServer.process_request(self, request, client_address)

    asked, handled = [], []
    with Server(('127.0.0.1', 0), Echo) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            turns = 200
            for _ in range(turns):
                client = socket.create_connection(server.server_address, LIMIT)
                client.sendall(b'x')
                while client.recv(1):
                    pass
                client.close()
        finally:
            server.shutdown()
            thread.join(LIMIT)
    assert len(handled) == turns
    assert asked[:4] == [0, 2, 6, 14]       # with 1, 3, 7 turns in between that handled one request
    assert len(asked) < 15


def test_a_batch_says_whether_asking_for_more_paid():
    with compatsrv.TCPServer(('127.0.0.1', 0), Echo) as server:
        server.socket.setblocking(False)

        def batch(waiting):
            clients = [socket.create_connection(server.server_address, LIMIT) for _ in range(waiting)]
            for client in clients:
                client.sendall(b'x')
            paid = server._cs_handle_batch()
            for client in clients:
                client.close()
            return paid

        assert not batch(waiting=1)
        assert batch(waiting=_base.BATCH)


def test_many_clients_are_handled_in_one_turn():
    with compatsrv.TCPServer(('127.0.0.1', 0), Echo) as server:
        server.socket.setblocking(False)
        clients = [socket.create_connection(server.server_address, LIMIT) for _ in range(_base.BATCH + 2)]
        for client in clients:
            client.sendall(b'x')
        server._cs_handle_batch()
        served = 0
        for client in clients:
            client.settimeout(LIMIT if served <= _base.BATCH else 0.01)
            try:
                served += client.recv(1) == b'x'
            except EnvironmentError:
                pass
            client.close()
    assert served == _base.BATCH + 1


def test_service_actions_assigned_to_the_instance_is_called():
    called = threading.Event()
    with compatsrv.TCPServer(('127.0.0.1', 0), Echo) as server:
        server.service_actions = called.set
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            assert called.wait(LIMIT)
        finally:
            server.shutdown()
            thread.join(LIMIT)


def test_signals_do_not_end_the_sleep_with_an_error():
    import signal
    from compatsrv import _loop
    if not hasattr(signal, 'setitimer'):
        pytest.skip('no signal.setitimer')
    reader, writer = os.pipe()
    waiter = _loop.Waiter(reader)
    seen = []
    previous = signal.signal(signal.SIGALRM, lambda *args: seen.append(None))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        while not seen:
            assert waiter.wait(LIMIT)[0] is False
    finally:
        signal.signal(signal.SIGALRM, previous)
        waiter.close()
        os.close(reader)
        os.close(writer)
