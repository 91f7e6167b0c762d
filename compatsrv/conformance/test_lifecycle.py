"""Starting, stopping and closing."""

import errno
import socket
import subprocess
import sys

from compatsrv.conformance.cases import Task, bounded, case, expect, expect_raises, expect_true
from compatsrv.conformance.harness import echo


def refused(kit, server, address):
    client = kit.client(server)
    return client.connect_ex(address) == errno.ECONNREFUSED


@case('lifecycle/with', 'A with block gives the server and closes it on the way out.', 'A2; bpo-26404')
def test_with(kit):
    server = kit.make()
    address = server.server_address
    with server as same:
        expect_true('with gives the server itself', same is server)
    expect_true('connecting afterwards is refused', refused(kit, server, address))


@case('lifecycle/shutdown', 'shutdown() ends serve_forever in another thread and waits for its end.',
      'Python documentation, socketserver: shutdown')
def test_shutdown(kit):
    server = kit.make(handler=kit.handler(handle=echo))
    task = kit.serve(server)
    expect('an answer before', kit.talk(server, b'x'), b'x')
    bounded('shutdown', server.shutdown)
    task.result()


@case('lifecycle/serve-again', 'After shutdown() the server can serve again.', 'bpo-2302')
def test_serve_again(kit):
    server = kit.make(handler=kit.handler(handle=echo))
    for _ in range(2):
        task = kit.serve(server)
        expect('the answer', kit.talk(server, b'again'), b'again')
        bounded('shutdown', server.shutdown)
        task.result()


@case('lifecycle/server-close', 'server_close() closes the listener.', 'Python documentation, socketserver')
def test_server_close(kit):
    server = kit.make()
    address = server.server_address
    server.server_close()
    expect_true('connecting afterwards is refused', refused(kit, server, address))


@case('lifecycle/close-twice', 'server_close() can be called twice.', 'issue 3, server_close')
def test_close_twice(kit):
    for name in ('TCPServer', 'ThreadingTCPServer'):
        server = kit.make(name)
        server.server_close()
        server.server_close()
        expect_true('the listener of %s is closed' % name, refused(kit, server, server.server_address))


@case('lifecycle/rebind', 'With allow_reuse_address the port can be bound again while an old connection lingers.',
      'Python documentation, socketserver: allow_reuse_address')
def test_rebind(kit):
    server = kit.running(allow_reuse_address=True, handler=kit.handler(handle=lambda self: self.request.sendall(b'x')))
    client = kit.connect(server)
    expect('the answer', kit.read_all(client), b'x')
    bounded('shutdown', server.shutdown)
    server.server_close()
    again = kit.make(address=server.server_address, allow_reuse_address=True)
    expect('the address of the second server', again.server_address, server.server_address)


@case('lifecycle/listener-not-inherited', 'A program started while the server listens does not inherit the listener.',
      'A43; PEP 446', needs=('cloexec', 'subprocesses'))
def test_listener_not_inherited(kit):
    server = kit.make()
    expect('inherits it', _inherited(kit, server.fileno()), False)


@case('lifecycle/client-not-inherited', 'A program started by a handler does not inherit the client socket.',
      'A43; PEP 446', needs=('cloexec', 'subprocesses'))
def test_client_not_inherited(kit):
    def handle(self):
        self.request.sendall(b'yes' if _inherited(kit, self.request.fileno()) else b'no')

    expect('inherits it', kit.talk(kit.running(handler=kit.handler(handle=handle)), b''), b'no')


def _inherited(kit, fd):
    process = subprocess.Popen([sys.executable, '-c', 'import os, sys; os.fstat(int(sys.argv[1]))', str(fd)],
                               close_fds=False, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    Task('child', process.communicate).result()
    return process.returncode == 0


@case('lifecycle/serve-closed', 'serve_forever() on a closed server raises ValueError.', 'A46')
def test_serve_closed(kit):
    server = kit.make()
    server.server_close()
    expect_raises('serve_forever', ValueError, bounded, 'serve_forever', server.serve_forever)


@case('lifecycle/fileno', 'fileno() is the descriptor of the listener, so select() takes the server itself.',
      'Python documentation, socketserver: fileno')
def test_fileno(kit):
    import select
    server = kit.make()
    expect('fileno', server.fileno(), server.socket.fileno())
    expect('select before a client', select.select([server], [], [], 0)[0], [])
    kit.connect(server)
    expect('select with a client', select.select([server], [], [], 5)[0], [server])


@case('lifecycle/exception-leaves-loop', 'An exception of service_actions ends serve_forever, and shutdown() then '
      'does not hang.', 'A3; bpo-12463')
def test_exception_leaves_loop(kit):
    def service_actions(self):
        raise KeyError('out')

    server = kit.make(service_actions=service_actions)
    expect_raises('serve_forever', KeyError, bounded, 'serve_forever', server.serve_forever, 0.01)
    bounded('shutdown', server.shutdown)


@case('lifecycle/reset-client', 'A client that resets its connection before it is accepted does not end the loop.',
      'A15')
def test_reset_client(kit):
    import struct
    server = kit.make(handler=kit.handler(handle=echo))
    client = kit.connect(server)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    client.close()
    kit.serve(server)
    expect('the next answer', kit.talk(server, b'next'), b'next')
