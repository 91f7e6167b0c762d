"""serve_forever and handle_request."""

import time

from compatsrv.conformance.cases import Task, bounded, case, expect, expect_true
from compatsrv.conformance.harness import echo


@case('loop/handle-request', 'handle_request() handles exactly one request.', 'Python documentation, socketserver')
def test_handle_request(kit):
    log = kit.log()
    server = kit.make(handler=kit.handler(handle=lambda self: log('handled')))
    for _ in range(2):
        kit.connect(server)
    bounded('handle_request', server.handle_request)
    expect('requests handled', log.entries, ['handled'])


@case('loop/timeout', 'When no request arrives within timeout seconds handle_request() calls handle_timeout().',
      'Python documentation, socketserver: timeout, handle_timeout')
def test_timeout(kit):
    log = kit.log()
    server = kit.make(timeout=0.05, handle_timeout=lambda self: log('timeout'))
    bounded('handle_request', server.handle_request)
    expect('calls', log.entries, ['timeout'])


@case('loop/socket-timeout', 'The timeout of the listener counts as well, and the shorter one holds.',
      'Lib/socketserver.py, BaseServer.handle_request')
def test_socket_timeout(kit):
    log = kit.log()
    server = kit.make(timeout=60, handle_timeout=lambda self: log('timeout'))
    server.socket.settimeout(0.05)
    bounded('handle_request', server.handle_request)
    expect('calls', log.entries, ['timeout'])


@case('loop/zero-timeout', 'With timeout 0 handle_request() looks once and does not wait.',
      'Python documentation, socketserver: timeout')
def test_zero_timeout(kit):
    log = kit.log()
    server = kit.make(timeout=0, handle_timeout=lambda self: log('timeout'),
                      handler=kit.handler(handle=lambda self: log('handled')))
    bounded('handle_request', server.handle_request)
    expect('calls', log.entries, ['timeout'])


@case('loop/returns', 'handle_request() returns what handle_timeout() returned.', 'A8; bpo-23863')
def test_returns(kit):
    server = kit.make(timeout=0.05, handle_timeout=lambda self: 'nobody came')
    expect('returned', bounded('handle_request', server.handle_request), 'nobody came')


@case('loop/signals', 'Signals that arrive do not prolong the timeout of handle_request().', 'A7; bpo-23863',
      needs=('signals', 'subprocesses'))
def test_signals(kit):
    status, out, err = kit.script('''
        import importlib, signal, sys, time
        module = importlib.import_module(sys.argv[1])
        class Server(module.TCPServer):
            timeout = 0.6
        server = Server(('127.0.0.1', 0), module.BaseRequestHandler)
        signals = []
        def count(*args):
            signals.append(1)
            if len(signals) == 20:
                signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, count)
        signal.setitimer(signal.ITIMER_REAL, 0.25, 0.25)
        start = time.time()
        try:
            server.handle_request()
        except Exception as error:      # 2.7's select.error, when it does not try again
            print(type(error))
        print(time.time() - start)
        ''')
    expect('the status of the script; stderr: %s' % err.decode('latin-1'), status, 0)
    expect_true('0.6 s later, not longer: %s' % out.decode(), 0.5 <= float(out) < 3)


@case('loop/service-actions', 'serve_forever calls service_actions() at least every poll_interval, also when idle.',
      'A3; Python 3.3 documentation, socketserver: service_actions')
def test_service_actions(kit):
    log = kit.log()
    kit.serve(kit.make(service_actions=lambda self: log('turn')), 0.02)
    log.wait_for('turn', times=3, limit=5)


@case('loop/service-actions-after-request', 'service_actions() is called after each request that serve_forever '
      'handles.', 'A3; Python 3.3 documentation, socketserver: service_actions')
def test_service_actions_after_request(kit):
    log = kit.log()
    server = kit.make(service_actions=lambda self: log('turn'), handler=kit.handler(handle=lambda self: log('handled')))
    kit.serve(server, 5)
    kit.talk(server, b'')
    expect('calls', log.wait_for('turn')[:2], ['handled', 'turn'])


@case('loop/no-service-actions', 'handle_request() does not call service_actions().',
      'A3; Python 3.3 documentation, socketserver: service_actions')
def test_no_service_actions(kit):
    log = kit.log()
    server = kit.make(timeout=0, service_actions=lambda self: log('actions'),
                      handle_timeout=lambda self: log('timeout'))
    bounded('handle_request', server.handle_request)
    expect('calls', log.entries, ['timeout'])


@case('loop/prompt-service', 'A request is served at once, whatever the poll_interval.',
      'Python documentation, socketserver: serve_forever')
def test_prompt_service(kit):
    server = kit.make(handler=kit.handler(handle=echo))
    kit.serve(server, 5)
    start = time.time()
    expect('the answer', kit.talk(server, b'now'), b'now')
    expect_true('it took less than a second', time.time() - start < 1)
    # Not shutdown(): it takes natives the whole interval.
    server._BaseServer__shutdown_request = True
    kit.connect(server)


@case('loop/get-request-fails', 'An OSError of get_request() is swallowed, and the loop goes on.', 'A15')
def test_get_request_fails(kit):
    _goes_on_after(kit, OSError('gone'))


@case('loop/get-request-fails-ioerror', 'An IOError or select.error of get_request() is swallowed too.', 'A15')
def test_get_request_fails_ioerror(kit):
    import select
    _goes_on_after(kit, IOError('gone'))
    _goes_on_after(kit, select.error(5, 'gone'))


def _goes_on_after(kit, error):
    errors = [error]
    base = kit.module.TCPServer

    def get_request(self):
        if errors:
            raise errors.pop()
        return base.get_request(self)

    server = kit.running(get_request=get_request, handler=kit.handler(handle=echo))
    expect('the answer', kit.talk(server, b'on'), b'on')
    expect('the error was raised', errors, [])


@case('loop/descriptor-1024', 'A listener and clients with descriptors of 1024 and above are served.', 'A9; bpo-16853',
      needs=('many_descriptors', 'subprocesses'))
def test_descriptor_1024(kit):
    status, out, err = kit.script('''
        import importlib, os, resource, socket, sys, threading
        module = importlib.import_module(sys.argv[1])
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (1200, hard))
        while os.open(os.devnull, os.O_RDONLY) < 1030:
            pass
        class Handler(module.BaseRequestHandler):
            def handle(self):
                self.request.sendall(b'served')
        server = module.TCPServer(('127.0.0.1', 0), Handler)
        def ask():
            client = socket.create_connection(server.server_address, 5)
            thread.start()
            print(client.recv(10).decode())
            thread.join(5)
        thread = threading.Thread(target=server.handle_request)
        ask()
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.daemon = True
        threading.Timer(1, server.shutdown).start()
        ask()
        ''')
    expect('answers; stderr: %s' % err.decode('latin-1'), out.split(), [b'served', b'served'])


@case('loop/no-timer', 'A poll_interval of 0 means no timer, not a loop that spins.', 'A48', needs=('subprocesses',))
def test_no_timer(kit):
    status, out, err = kit.script('''
        import importlib, os, sys, threading, time
        module = importlib.import_module(sys.argv[1])
        server = module.TCPServer(('127.0.0.1', 0), module.BaseRequestHandler)
        thread = threading.Thread(target=server.serve_forever, args=(0,))
        thread.daemon = True
        thread.start()
        before = sum(os.times()[:2])
        time.sleep(1)
        print(sum(os.times()[:2]) - before)
        server.shutdown()
        thread.join(5)
        ''')
    expect('status; stderr: %s' % err.decode('latin-1'), status, 0)
    expect_true('CPU seconds of a second: %s' % out.decode(), float(out) < 0.1)


@case('loop/stale-readiness', 'A connection that is gone when it is accepted does not block the loop.', 'C6; bpo-6767',
      needs=('descriptor_flags',))
def test_stale_readiness(kit):
    import fcntl
    import socket
    log = kit.log()
    base = kit.module.TCPServer

    def get_request(self):
        # Somebody else takes it: another process that serves the same listener, say.
        flags = fcntl.fcntl(self.fileno(), fcntl.F_GETFL)
        thief = socket.fromfd(self.fileno(), self.address_family, self.socket_type)
        thief.accept()[0].close()
        fcntl.fcntl(self.fileno(), fcntl.F_SETFL, flags)    # fromfd() of PyPy makes them blocking
        thief.close()
        log('stolen')
        return base.get_request(self)

    server = kit.make(get_request=get_request)
    task = Task('serve_forever', server.serve_forever, 0.05)
    kit.connect(server)
    log.wait_for('stolen')
    Task('shutdown', server.shutdown).join(1)
    task.result(1)


@case('loop/out-of-descriptors', 'Out of descriptors the loop does not spin, and serves again when one comes free.',
      'C1', needs=('procfs', 'subprocesses'))
def test_out_of_descriptors(kit):
    status, out, err = kit.script('''
        import importlib, os, resource, socket, sys, threading, time
        module = importlib.import_module(sys.argv[1])
        class Handler(module.BaseRequestHandler):
            def handle(self):
                self.request.sendall(b'served')
        attempts = []
        closed = threading.Event()
        class Server(module.TCPServer):
            def get_request(self):
                attempts.append(1)
                return module.TCPServer.get_request(self)
            def shutdown_request(self, request):
                module.TCPServer.shutdown_request(self, request)
                closed.set()    # from here on its descriptor is free
        server = Server(('127.0.0.1', 0), Handler)
        thread = threading.Thread(target=server.serve_forever, args=(0.5,))
        thread.daemon = True
        thread.start()
        client = socket.create_connection(server.server_address, 5)
        client.recv(10)
        assert closed.wait(5)
        client = socket.socket()
        client.settimeout(5)
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
        taken = []
        try:
            while True:
                taken.append(os.open(os.devnull, os.O_RDONLY))
        except OSError:
            pass
        client.connect(server.server_address)
        time.sleep(1)
        print(len(attempts))
        for fd in taken:
            os.close(fd)
        start = time.time()
        print(client.recv(10).decode())
        print(time.time() - start)
        server.shutdown()
        thread.join(5)
        ''')
    expect('status; stderr: %s' % err.decode('latin-1'), status, 0)
    attempts, answer, seconds = out.decode().split()
    expect('the answer', answer, 'served')
    expect_true('attempts to accept within a second: %s' % attempts, int(attempts) < 50)
    expect_true('seconds until it served again: %s' % seconds, float(seconds) < 1)
