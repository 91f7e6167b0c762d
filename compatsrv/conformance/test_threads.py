"""ThreadingMixIn."""

import gc
import socket
import threading
import time
import weakref

from compatsrv.conformance.cases import Task, bounded, case, expect, expect_true
from compatsrv.conformance.harness import echo


class Gate(object):
    """A handler's handle() that says `in`, and waits for `go` before it answers."""

    def __init__(self, kit):
        self.log = kit.log()
        self.go = threading.Event()
        kit.at_end(self.go.set)
        self.handler = kit.handler(handle=self._handle_for())

    def _handle_for(self):
        def handle(handler):
            self.log('in')
            self.go.wait(10)
            handler.request.sendall(b'done')
        return handle


@case('threads/concurrent', 'Two requests are handled at the same time.', 'Python documentation, socketserver')
def test_concurrent(kit):
    gate = Gate(kit)
    server = kit.running('ThreadingTCPServer', gate.handler)
    clients = [kit.connect(server) for _ in range(2)]
    gate.log.wait_for('in', times=2)
    gate.go.set()
    expect('answers', [kit.read_all(client) for client in clients], [b'done', b'done'])


@case('threads/close-joins', 'server_close() waits for running request threads.', 'A30; bpo-31233')
def test_close_joins(kit):
    gate = Gate(kit)
    server = kit.running('ThreadingTCPServer', gate.handler)
    client = kit.connect(server)
    gate.log.wait_for('in')
    bounded('shutdown', server.shutdown)
    closing = Task('server_close', server.server_close)
    closing.join(0.2)
    expect('server_close has returned while a request runs', closing.is_alive(), True)
    gate.go.set()
    closing.result()
    expect('the answer', kit.read_all(client), b'done')


@case('threads/close-daemons', 'server_close() does not wait for daemon threads.', 'A30; bpo-31233')
def test_close_daemons(kit):
    gate = Gate(kit)
    server = kit.running('ThreadingTCPServer', gate.handler, daemon_threads=True)
    kit.connect(server)
    gate.log.wait_for('in')
    bounded('shutdown', server.shutdown)
    bounded('server_close', server.server_close)
    expect_true('the request still runs', not gate.go.is_set())


@case('threads/block-on-close', 'With block_on_close false server_close() waits for no thread.', 'A30; bpo-33540')
def test_block_on_close(kit):
    gate = Gate(kit)
    server = kit.running('ThreadingTCPServer', gate.handler, block_on_close=False)
    kit.connect(server)
    gate.log.wait_for('in')
    bounded('shutdown', server.shutdown)
    bounded('server_close', server.server_close)
    expect_true('the request still runs', not gate.go.is_set())


@case('threads/close-in-handler', 'server_close() can be called in a request thread.', 'A32')
def test_close_in_handler(kit):
    results = []

    def handle(self):
        try:
            self.server.server_close()
            results.append('closed')
        except Exception as error:
            results.append(repr(error))
        self.request.sendall(b'x')

    server = kit.running('ThreadingTCPServer', kit.handler(handle=handle))
    expect('the answer', kit.read_all(kit.connect(server)), b'x')
    expect('server_close()', results, ['closed'])


@case('threads/start-fails', 'When a thread cannot start, handle_error() is called, the request is shut, and '
      'server_close() works.', 'A33')
def test_start_fails(kit):
    log = kit.log()
    server = kit.running('ThreadingTCPServer', kit.handler(),
                         handle_error=lambda self, request, client_address: log('error'))
    start = threading.Thread.start

    def refuse(thread):
        raise RuntimeError("can't start new thread")

    client = kit.client(server)
    threading.Thread.start = refuse
    try:
        client.connect(server.server_address)
        answer = kit.read_all(client)
    finally:
        threading.Thread.start = start
    expect('the client sees the end', answer, b'')
    expect('calls', log.entries, ['error'])
    bounded('shutdown', server.shutdown)
    bounded('server_close', server.server_close)


@case('threads/name', 'A request thread is named Thread-N (process_request_thread).', 'A39; bpo-41793')
def test_name(kit):
    handler = kit.handler(handle=lambda self: self.request.sendall(threading.current_thread().name.encode()))
    name = kit.talk(kit.running('ThreadingTCPServer', handler), b'').decode()
    expect_true('%s ends with (process_request_thread)' % name, name.endswith(' (process_request_thread)'))


@case('threads/bookkeeping', 'Threads that have ended are not kept.', 'A34; bpo-37788; gh-78988')
def test_bookkeeping(kit):
    threads = []

    def handle(self):
        threads.append(weakref.ref(threading.current_thread()))
        echo(self)

    server = kit.running('ThreadingTCPServer', kit.handler(handle=handle))
    for _ in range(20):
        kit.talk(server, b'x')
    gc.collect()
    kept = sum(thread is not None and not thread.is_alive() for thread in [reference() for reference in threads])
    expect_true('%d threads are kept' % kept, kept < 10)


@case('threads/handle-error-raises', 'When handle_error() raises in a request thread, the request is shut.', 'A38')
def test_handle_error_raises(kit):
    def handle_error(self, request, client_address):
        raise SystemExit    # which threading passes over without a word

    def handle(self):
        raise ValueError('in handle')

    server = kit.running('ThreadingTCPServer', kit.handler(handle=handle), handle_error=handle_error)
    expect('the client sees the end', kit.read_all(kit.connect(server)), b'')


@case('threads/process-request-thread', 'process_request_thread(request, client_address) is a hook of its own.',
      'Lib/socketserver.py, ThreadingMixIn')
def test_process_request_thread(kit):
    log = kit.log()
    base = kit.module.ThreadingTCPServer

    def process_request_thread(self, request, client_address):
        log(threading.current_thread() is not loop)
        base.process_request_thread(self, request, client_address)

    server = kit.make('ThreadingTCPServer', kit.handler(handle=echo), process_request_thread=process_request_thread)
    loop = kit.serve(server)
    expect('the answer', kit.talk(server, b'x'), b'x')
    expect('called in a thread of its own', log.entries, [True])


@case('threads/shutdown-in-handler', 'shutdown() called in a request thread ends the loop.', 'bpo-2302')
def test_shutdown_in_handler(kit):
    def handle(self):
        self.server.shutdown()
        self.request.sendall(b'down')

    server = kit.make('ThreadingTCPServer', kit.handler(handle=handle))
    task = kit.serve(server)
    expect('the answer', kit.read_all(kit.connect(server)), b'down')
    task.result()


@case('threads/stuck-client', 'close_timeout bounds the wait of server_close().', 'A30')
def test_stuck_client(kit):
    gate = Gate(kit)
    server = kit.running('ThreadingTCPServer', gate.handler, close_timeout=0.1)
    kit.connect(server)
    gate.log.wait_for('in')
    bounded('shutdown', server.shutdown)
    start = time.time()
    bounded('server_close', server.server_close)
    expect_true('it waited, but not for the end', 0.1 <= time.time() - start + 0.02 and not gate.go.is_set())


@case('threads/exit', 'SystemExit in a request thread ends it quietly: handle_error() is not called.', 'A11; bpo-23430')
def test_exit(kit):
    log = kit.log()

    def handle(self):
        raise SystemExit

    server = kit.running('ThreadingTCPServer', kit.handler(handle=handle),
                         handle_error=lambda self, request, client_address: log('error'))
    expect('the client sees the end', kit.read_all(kit.connect(server)), b'')
    expect('calls', log.entries, [])


@case('threads/mixin-order', 'ThreadingMixIn works in front of any server class of the module.',
      'Python documentation, socketserver, Server Creation Notes')
def test_mixin_order(kit):
    class Server(kit.module.ThreadingMixIn, kit.module.UDPServer):
        pass

    expect('the answer', kit.talk(kit.running(Server, kit.handler(handle=echo)), b'x'), b'x')


@case('threads/mute-tls-client', 'A client that never begins its handshake does not keep others from a listener '
      'that the program has wrapped with TLS.', 'C5', needs=('tls',))
def test_mute_tls_client(kit):
    import ssl
    context = ssl.SSLContext(getattr(ssl, 'PROTOCOL_TLS_SERVER', ssl.PROTOCOL_SSLv23))
    server = kit.make('ThreadingTCPServer', daemon_threads=True, close_timeout=1)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    kit.serve(server)
    mute = kit.connect(server)
    kit.at_end(mute.close)
    other = kit.connect(server)
    other.sendall(b'this is no TLS\r\n')
    other.settimeout(3)
    try:
        while other.recv(100):      # an alert, perhaps
            pass
        end = 'closed'
    except socket.timeout:
        end = 'nothing within 3 s'
    except socket.error:
        end = 'closed'
    expect('what another client got', end, 'closed')


@case('threads/out-of-descriptors', 'The end of a request\'s thread ends nothing else, even while the process is out of '
      'descriptors.', 'C1; bpo-44434', needs=('subprocesses', 'resource_limits', 'procfs'))
def test_out_of_descriptors(kit):
    # Where pthread_exit() loads libgcc_s at its first call, it aborts the process if it cannot open it.
    status, out, err = kit.script('''
        import importlib, os, resource, socket, sys, time
        module = importlib.import_module(sys.argv[1])
        class Handler(module.BaseRequestHandler):
            def handle(self):
                self.request.sendall(b'served')
        class Server(module.ThreadingTCPServer):
            def shutdown_request(self, request):
                module.ThreadingTCPServer.shutdown_request(self, request)
                os.open(os.devnull, os.O_RDONLY)    # the descriptor that this made free
        server = Server(('127.0.0.1', 0), Handler)
        client = socket.socket()
        client.settimeout(5)
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
        try:
            while True:
                last = os.open(os.devnull, os.O_RDONLY)
        except OSError:
            os.close(last)
        client.connect(server.server_address)
        server.handle_request()
        answer = client.recv(10)
        assert client.recv(10) == b''
        # The thread is gone when the system says so; join() returns before.
        end = time.time() + 5
        while os.stat('/proc/self/task').st_nlink > 3 and time.time() < end:
            time.sleep(0.01)
        print(answer == b'served')
        ''')
    expect('status; stderr: %s' % err.decode('latin-1'), status, 0)
    expect('answered', out.decode().strip(), 'True')
