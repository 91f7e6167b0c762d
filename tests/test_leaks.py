"""A server that has served and is closed leaves nothing behind: no descriptor, no thread, no child, no file."""

import gc
import os
import socket
import threading
import time

import pytest

import compatsrv

LIMIT = 20      # seconds: only what hangs takes so long
REQUESTS = 60
FDS = '/proc/self/fd'
CLASSES = [name for name in compatsrv.__all__ if name.endswith('Server') and name != 'BaseServer'
           and isinstance(getattr(compatsrv, name), type)]

pytestmark = pytest.mark.skipif(not os.path.isdir(FDS), reason='no %s to count descriptors in' % FDS)


class Stream(compatsrv.StreamRequestHandler):
    def handle(self):
        line = self.rfile.readline()
        if line == b'fail\n':
            raise ValueError('asked to')
        self.wfile.write(line)


class Datagram(compatsrv.DatagramRequestHandler):
    def handle(self):
        data = self.rfile.read()
        if data == b'fail\n':
            raise ValueError('asked to')
        self.wfile.write(data)


def children():
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except OSError:
        return False
    return True


def settled(count, wanted):
    """What count() gives once it is wanted, or what it gives still after LIMIT seconds."""
    end = time.time() + LIMIT
    while count() != wanted and time.time() < end:
        gc.collect()
        time.sleep(0.01)    # there is no event for the end of a thread's last instruction
    return count()


def descriptors():
    return sorted(os.listdir(FDS), key=int)[:-1]      # without the one that lists them


@pytest.mark.parametrize('name', CLASSES)
def test_nothing_is_left(name, tmpdir):
    cls = getattr(compatsrv, name)
    datagrams = cls.socket_type == socket.SOCK_DGRAM
    folder = tmpdir.mkdir('s')
    unix = cls.address_family == getattr(socket, 'AF_UNIX', None)
    gc.collect()
    settled(children, False)        # of earlier tests
    threads, fds = set(threading.enumerate()), len(descriptors())
    server = type(cls)('Server', (cls,), {'unlink_on_close': True, 'handle_error': lambda *args: None,
                                          'max_children': 5})(
        str(folder.join('server')) if unix else ('127.0.0.1', 0), Datagram if datagrams else Stream)
    loop = threading.Thread(target=server.serve_forever)
    loop.start()
    try:
        for number in range(REQUESTS):
            talk(server, str(folder.join('client')) if unix and datagrams else None, fail=number % 3 == 0)
    finally:
        server.shutdown()
        server.server_close()
        loop.join(LIMIT)
    # A thread of an earlier test may end meanwhile.
    assert settled(lambda: set(threading.enumerate()) - threads, set()) == set()
    assert settled(lambda: len(descriptors()), fds) == fds
    assert not children()
    assert folder.listdir() == []


def talk(server, own_address, fail):
    client = socket.socket(server.address_family, server.socket_type)
    try:
        client.settimeout(LIMIT)
        if own_address:
            client.bind(own_address)
        client.connect(server.server_address)
        client.sendall(b'fail\n' if fail else b'hello\n')
        assert client.recv(100) == (b'' if fail else b'hello\n')     # finish() answers a datagram in any case
    finally:
        client.close()
        if own_address:
            os.remove(own_address)
