"""handle_error, and what is no error for it."""

from compatsrv.conformance.cases import bounded, case, expect, expect_raises, expect_true
from compatsrv.conformance.harness import echo

FAILING = '''
    import importlib, os, socket, sys
    module = importlib.import_module(sys.argv[1])
    class Handler(module.BaseRequestHandler):
        def handle(self):
            raise ValueError('in handle')
    server = module.TCPServer(('127.0.0.1', 0), Handler)
    client = socket.create_connection(server.server_address, 5)
    %s
    server.handle_request()
    os.write(1, b'goes on')
'''


@case('errors/stderr', 'handle_error() prints all to stderr and nothing to stdout.', 'A13; bpo-25139',
      needs=('subprocesses',))
def test_stderr(kit):
    status, out, err = kit.script(FAILING % '')
    expect('status, stdout', (status, out), (0, b'goes on'))
    expect_true('stderr has the traceback: %r' % err, b'ValueError: in handle' in err)


@case('errors/wording', 'handle_error() says "Exception occurred during processing of request from" and the address, '
      'between two rules of 40 dashes.', 'A13; bpo-38652', needs=('subprocesses',))
def test_wording(kit):
    lines = kit.script(FAILING % '')[2].decode('latin-1').splitlines()
    expect('first and last line', (lines[0], lines[-1]), ('-' * 40, '-' * 40))
    expect_true('second line: %s' % lines[1],
                lines[1].startswith("Exception occurred during processing of request from ('127.0.0.1', "))


@case('errors/no-stderr', 'Without sys.stderr handle_error() prints nothing and raises nothing.', 'A14',
      needs=('subprocesses',))
def test_no_stderr(kit):
    expect('status, stdout, stderr', kit.script(FAILING % 'sys.stderr = None'), (0, b'goes on', b''))


@case('errors/broken-stderr', 'With a sys.stderr that raises handle_error() raises nothing.', 'A14; C7',
      needs=('subprocesses',))
def test_broken_stderr(kit):
    broken = 'sys.stderr = type("Broken", (object,), dict(write=lambda *args: os.fstat(-1), flush=lambda self: None))()'
    status, out, err = kit.script(FAILING % broken)
    expect('status, stdout', (status, out), (0, b'goes on'))


@case('errors/request-shut', 'A request whose handler raised is shut.', 'Python documentation, socketserver')
def test_request_shut(kit):
    def handle(self):
        raise ValueError('in handle')

    server = kit.running(handler=kit.handler(handle=handle), handle_error=lambda self, request, client_address: None)
    expect('the client sees the end', kit.talk(server, b''), b'')


@case('errors/serves-on', 'After a handler that raised the server serves the next client.',
      'Python documentation, socketserver: handle_error')
def test_serves_on(kit):
    failing = [True]

    def handle(self):
        if failing:
            failing.pop()
            raise ValueError('in handle')
        echo(self)

    server = kit.running(handler=kit.handler(handle=handle), handle_error=lambda self, request, client_address: None)
    expect('answers', [kit.talk(server, b''), kit.talk(server, b'good')], [b'', b'good'])


@case('errors/in-flight', 'handle_error() is called while the exception is being handled: sys.exc_info() is it.',
      'Lib/socketserver.py, handle_error')
def test_in_flight(kit):
    import sys
    seen = []

    def handle(self):
        raise ValueError('in handle')

    server = kit.make(handler=kit.handler(handle=handle),
                      handle_error=lambda self, request, client_address: seen.append(sys.exc_info()[0]))
    kit.connect(server)
    bounded('handle_request', server.handle_request)
    expect('the exception', seen, [ValueError])


def _fatal(error):
    name = error.__name__

    @case('errors/' + name.lower(), '%s in a synchronous handler leaves the loop; the request is shut, and '
          'handle_error() is not called.' % name, 'A10; bpo-23430')
    def test(kit):
        log = kit.log()

        def handle(self):
            raise error

        server = kit.make(handler=kit.handler(handle=handle),
                          handle_error=lambda self, request, client_address: log('handle_error'))
        client = kit.connect(server)
        expect_raises('handle_request', error, bounded, 'handle_request', server.handle_request)
        expect('calls', log.entries, [])
        expect('the client sees the end', kit.read_all(client), b'')
    test.__name__ = 'test_' + name.lower()
    return test


test_keyboardinterrupt = _fatal(KeyboardInterrupt)
test_systemexit = _fatal(SystemExit)
test_generatorexit = _fatal(GeneratorExit)
