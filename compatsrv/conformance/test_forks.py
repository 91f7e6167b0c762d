"""ForkingMixIn."""

import os
import time

from compatsrv.conformance.cases import bounded, case, expect, expect_true
from compatsrv.conformance.harness import echo

FORK = ('fork',)


@case('forks/child', 'A request is handled in a child process.', 'Python documentation, socketserver', needs=FORK)
def test_child(kit):
    handler = kit.handler(handle=lambda self: self.request.sendall(str(os.getpid()).encode()))
    pid = int(kit.talk(kit.running('ForkingTCPServer', handler), b''))
    expect_true('its pid %d is another' % pid, pid != os.getpid())


@case('forks/state', 'What a handler changes in a child is not changed in the server.',
      'Python documentation, socketserver, Server Creation Notes', needs=FORK)
def test_state(kit):
    def handle(self):
        self.server.counter += 1
        self.request.sendall(str(self.server.counter).encode())

    server = kit.running('ForkingTCPServer', kit.handler(handle=handle), counter=0)
    expect('answers', [kit.talk(server, b'') for _ in range(2)], [b'1', b'1'])


@case('forks/close-waits', 'server_close() waits for running children.', 'A31; bpo-31151', needs=FORK)
def test_close_waits(kit):
    server, pid = _one_slow_child(kit)
    bounded('shutdown', server.shutdown)
    bounded('server_close', server.server_close)
    expect('the child has been waited for', _is_child(pid), False)


@case('forks/block-on-close', 'With block_on_close false server_close() waits for no child.', 'A31; bpo-33540',
      needs=FORK)
def test_block_on_close(kit):
    server, pid = _one_slow_child(kit, seconds=3, block_on_close=False)
    bounded('shutdown', server.shutdown)
    start = time.time()
    bounded('server_close', server.server_close)
    expect_true('it returned while the child ran', time.time() - start < 2 and _is_child(pid))


@case('forks/close-timeout', 'close_timeout bounds the wait of server_close() for children.', 'A31', needs=FORK)
def test_close_timeout(kit):
    server, pid = _one_slow_child(kit, seconds=3, close_timeout=0.1)
    bounded('shutdown', server.shutdown)
    start = time.time()
    bounded('server_close', server.server_close)
    expect_true('it returned while the child ran', time.time() - start < 2 and _is_child(pid))


def _one_slow_child(kit, seconds=0.5, **members):
    """A forking server with one child that runs for some seconds (unless the client's end comes first); its pid."""
    def handle(self):
        self.request.sendall(str(os.getpid()).encode() + b'\n')
        self.request.settimeout(seconds)
        try:
            self.request.recv(1)
        except IOError:
            pass

    server = kit.running('ForkingTCPServer', kit.handler(handle=handle), **members)
    client = kit.connect(server)
    return server, int(client.recv(20))


def _is_child(pid):
    """True if pid is a child of ours that runs."""
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == 0
    except OSError:
        return False


@case('forks/zombies', 'An idle server keeps no zombie: a child that ended is waited for within a poll_interval.',
      'A35; bpo-11109', needs=FORK)
def test_zombies(kit):
    handler = kit.handler(handle=lambda self: self.request.sendall(str(os.getpid()).encode()))
    server = kit.make('ForkingTCPServer', handler)
    kit.serve(server, 0.05)
    pid = int(kit.talk(server, b''))
    deadline = time.time() + 2
    while time.time() < deadline:
        try:
            os.kill(pid, 0)
        except OSError:
            return
        time.sleep(0.02)
    expect_true('the child %d is gone after 2 s' % pid, False)


@case('forks/max-children', 'A handle_request() loop keeps max_children too, and reaps.', 'A36', needs=FORK)
def test_max_children(kit):
    server = kit.make('ForkingTCPServer', kit.handler(handle=lambda self: self.request.sendall(b'x')), max_children=2)
    for _ in range(6):
        client = kit.connect(server)
        bounded('handle_request', server.handle_request)
        expect('the answer', kit.read_all(client), b'x')
    expect_true('%d children are counted' % len(server.active_children), len(server.active_children) <= 2)


@case('forks/exit-status', 'A child whose handler raises exits with status 1, and handle_error() ran in it.',
      'A12; Lib/socketserver.py, ForkingMixIn', needs=FORK)
def test_exit_status(kit):
    expect('status', _status(kit, ValueError('x'), lambda self, request, address: request.sendall(b'handle_error')),
           (b'handle_error', 1))


@case('forks/fatal', 'For SystemExit in a child handle_error() is not called, and it exits with status 1.',
      'A12; bpo-23430', needs=FORK)
def test_fatal(kit):
    expect('status', _status(kit, SystemExit(5), lambda self, request, address: request.sendall(b'handle_error')),
           (b'', 1))


@case('forks/shutdown-request-raises', 'A child whose shutdown_request() raises after a good answer exits with '
      'status 0.', 'A37', needs=FORK)
def test_shutdown_request_raises(kit):
    pid = os.getpid()

    def shutdown_request(self, request):
        request.close()
        if os.getpid() != pid:
            raise ValueError('in shutdown_request')

    expect('status', _status(kit, None, lambda *args: None, shutdown_request=shutdown_request), (b'', 0))


def _status(kit, error, handle_error, **members):
    """Let one child raise error; return what the client got and the child's exit status."""
    children = []

    def handle(self):
        if error is not None:
            raise error

    server = kit.make('ForkingTCPServer', kit.handler(handle=handle), handle_error=handle_error, **members)
    fork = os.fork

    def remembered():
        pid = fork()
        children.append(pid)
        return pid

    os.fork = remembered
    client = kit.connect(server)
    try:
        bounded('handle_request', server.handle_request)
    finally:
        os.fork = fork
    answer = kit.read_all(client)
    status = bounded('waitpid', os.waitpid, children[0], 0)[1]
    return answer, os.WEXITSTATUS(status)


@case('forks/stdio', 'What a handler prints in a child is not lost, nor printed twice what the server had printed.',
      'C11', needs=FORK + ('subprocesses',))
def test_stdio(kit):
    status, out, err = kit.script('''
        import importlib, socket, sys
        module = importlib.import_module(sys.argv[1])
        class Handler(module.BaseRequestHandler):
            def handle(self):
                sys.stdout.write('child\\n')
        server = module.ForkingTCPServer(('127.0.0.1', 0), Handler)
        sys.stdout.write('parent\\n')
        client = socket.create_connection(server.server_address, 5)
        server.handle_request()
        client.recv(1)
        server.server_close()
        ''')
    expect('status and output; stderr: %s' % err.decode('latin-1'), (status, sorted(out.split())),
           (0, [b'child', b'parent']))


@case('forks/listener-closed', 'A child does not keep the listener open.', 'C11', needs=FORK)
def test_listener_closed(kit):
    def handle(self):
        try:
            os.fstat(listener)
            self.request.sendall(b'open')
        except OSError:
            self.request.sendall(b'closed')

    server = kit.make('ForkingTCPServer', kit.handler(handle=handle))
    listener = server.fileno()
    kit.serve(server)
    expect('the listener in the child', kit.talk(server, b''), b'closed')


@case('forks/own-children', 'At the limit of children, only the server\'s own are waited for.', 'C11', needs=FORK)
def test_own_children(kit):
    strangers = []

    def fork_a_stranger(self, request, client_address):
        # In the thread of the loop and before its first child: waitpid(-1) takes the oldest of the caller's first.
        if not strangers:
            strangers.append(ended_child(7))
        return True

    server = kit.make('ForkingTCPServer', kit.handler(handle=lambda self: self.request.sendall(b'x')), max_children=1,
                      verify_request=fork_a_stranger)
    kit.serve(server, 0.05)
    for _ in range(3):
        expect('the answer', kit.talk(server, b''), b'x')
    bounded('shutdown', server.shutdown)
    expect('the status of the program\'s own child', expect_child(strangers[0]), 7)


def ended_child(status):
    """The pid of a child that has exited with status and that nobody has waited for."""
    reader, writer = os.pipe()
    pid = os.fork()
    if not pid:
        os._exit(status)
    os.close(writer)
    bounded('the end of the other child', os.read, reader, 1)
    os.close(reader)
    return pid


def expect_child(pid):
    """The exit status of our child, or how waiting for it failed."""
    try:
        return os.WEXITSTATUS(bounded('waitpid', os.waitpid, pid, 0)[1])
    except OSError as error:
        return str(error)


@case('forks/udp', 'A forking UDP server answers from its children.', 'Python documentation, socketserver', needs=FORK)
def test_udp(kit):
    server = kit.running('ForkingUDPServer', kit.handler(handle=echo))
    expect('answers', [kit.talk(server, payload) for payload in (b'1', b'2')], [b'1', b'2'])
