"""Starting, stopping and closing."""

import errno
import socket
import subprocess
import sys
import threading

from compatsrv.conformance.cases import LIMIT, Task, bounded, case, expect, expect_raises, expect_true
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


@case('lifecycle/close-twice', 'server_close() can be called twice.', 'Python documentation, socketserver: server_close')
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
      'A43; PEP 446', needs=('descriptor_flags', 'subprocesses'))
def test_listener_not_inherited(kit):
    server = kit.make()
    expect('inherits it', _inherited(kit, server.fileno()), False)


@case('lifecycle/client-not-inherited', 'A program started by a handler does not inherit the client socket.',
      'A43; PEP 446', needs=('descriptor_flags', 'subprocesses'))
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


@case('lifecycle/shutdown-before', 'shutdown() before serve_forever() returns.', 'C3')
def test_shutdown_before(kit):
    Task('shutdown', kit.make().shutdown).result(1)


@case('lifecycle/shutdown-remembered', 'A shutdown() that came before serve_forever() ends it at once.', 'C4')
def test_shutdown_remembered(kit):
    server = kit.make()
    Task('shutdown', server.shutdown).join(0.2)     # natively it waits for the loop that is to come
    Task('serve_forever', server.serve_forever, 0.05).result(1)


@case('lifecycle/shutdown-in-handler', 'shutdown() in a synchronous handler ends the loop after the request.', 'C3')
def test_shutdown_in_handler(kit):
    def handle(self):
        self.server.shutdown()
        self.request.sendall(b'last')

    server = kit.make(handler=kit.handler(handle=handle))
    task = Task('serve_forever', server.serve_forever)
    client = kit.connect(server)
    task.result(1)
    expect('the answer', kit.read_all(client), b'last')


@case('lifecycle/shutdown-in-signal-handler', 'shutdown() in a signal handler ends the loop.', 'C3',
      needs=('signals', 'subprocesses'))
def test_shutdown_in_signal_handler(kit):
    status, out, err = kit.script('''
        import importlib, signal, sys
        module = importlib.import_module(sys.argv[1])
        server = module.TCPServer(('127.0.0.1', 0), module.BaseRequestHandler)
        signal.signal(signal.SIGALRM, lambda *args: server.shutdown())
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        server.serve_forever()
        print('ended')
        ''', limit=2)
    expect('status and output; stderr: %s' % err.decode('latin-1'), (status, out.strip()), (0, b'ended'))


@case('lifecycle/shutdown-beside-handle-request', 'shutdown() beside a handle_request() that waits returns.', 'C3')
def test_shutdown_beside_handle_request(kit):
    server = kit.make(timeout=LIMIT)
    task = Task('handle_request', server.handle_request)
    Task('shutdown', server.shutdown).result(1)
    kit.talk(server, b'')
    task.result()


@case('lifecycle/shutdown-twice', 'shutdown() can be called twice, and from two threads.', 'C3')
def test_shutdown_twice(kit):
    server = kit.make()
    loop = kit.serve(server)
    tasks = [Task('shutdown', server.shutdown) for _ in range(2)]
    for task in tasks:
        task.result(2)
    loop.result(2)
    Task('shutdown', server.shutdown).result(2)


@case('lifecycle/shutdown-of-several-loops', 'shutdown() ends serve_forever() in all threads that run it, and waits for them.',
      'C3; Python Cookbook, 3rd edition, 11.2: a pool of threads of which each calls serve_forever()')
def test_shutdown_of_several_loops(kit):
    log = kit.log()

    def fileno(self):
        log(threading.current_thread().ident)
        return self.socket.fileno()

    server = kit.make(handler=kit.handler(handle=echo), fileno=fileno)
    loops = [kit.serve(server) for _ in range(4)]
    for loop in loops:
        log.wait_for(loop.ident)
    expect('an answer', kit.talk(server, b'x'), b'x')
    Task('shutdown', server.shutdown).result(2)
    for loop in loops:
        loop.result(1)


@case('lifecycle/close-while-serving', 'server_close() while serve_forever() runs ends it quietly.', 'A45')
def test_close_while_serving(kit):
    server = kit.make(handler=kit.handler(handle=echo))
    task = kit.serve(server)
    expect('an answer before', kit.talk(server, b'x'), b'x')
    server.server_close()
    task.result(1)


@case('lifecycle/shutdown-is-prompt', 'shutdown() of an idle server does not wait for the poll_interval.', 'C2')
def test_shutdown_is_prompt(kit):
    server, task = _idle(kit)
    Task('shutdown', server.shutdown).result(1)
    task.result(1)


@case('lifecycle/private-flag', 'Setting _BaseServer__shutdown_request from another thread, as some programs do, ends '
      'the loop at once.', 'C2')
def test_private_flag(kit):
    server, task = _idle(kit)
    server._BaseServer__shutdown_request = True
    task.result(1)


def _idle(kit):
    """A server whose loop sleeps for 2 s, and the Task of the loop."""
    server = kit.make(handler=kit.handler(handle=echo))
    task = kit.serve(server, 2)
    expect('an answer', kit.talk(server, b'x'), b'x')
    task.join(0.1)      # until the loop sleeps again: nothing tells of that
    return server, task


@case('lifecycle/signal-elsewhere', 'A signal that the system gives to another thread is handled while the loop sleeps.',
      'signal module documentation; bpo-8407', needs=('signal_masks', 'subprocesses'))
def test_signal_elsewhere(kit):
    status, out, err = kit.script('''
        import importlib, os, signal, sys, threading
        module = importlib.import_module(sys.argv[1])
        class Enough(Exception):
            pass
        def stop(*args):
            raise Enough
        signal.signal(signal.SIGALRM, stop)
        other = threading.Thread(target=threading.Event().wait)
        other.daemon = True
        other.start()
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])      # in this thread: the other one gets it
        server = module.TCPServer(('127.0.0.1', 0), module.BaseRequestHandler)
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        try:
            server.serve_forever()
        except Enough:
            print('handled')
        ''', limit=2)
    expect('status and output; stderr: %s' % err.decode('latin-1'), (status, out.strip()), (0, b'handled'))
