"""The servers' own options, which no native module has."""

import os
import socket
import threading

import pytest

import compatsrv

LIMIT = 5       # seconds

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


@needs_fork
@pytest.mark.parametrize('mixin', ['ForkingMixIn', 'PreForkMixIn'])
def test_a_child_that_closes_the_server_does_not_remove_its_path(serve, mixin):
    cls = type('Server', (getattr(compatsrv, mixin), compatsrv.UnixStreamServer), {'processes': 2})
    server = serve(cls, ClosesTheServer, unlink_on_close=True)
    assert ask(server.server_address) == b'closed'
    assert os.path.exists(server.server_address)
