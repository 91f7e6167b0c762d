"""The module's classes among the native ones, as programs combine them."""

import importlib
import io

from compatsrv.conformance.cases import case, expect, expect_raises, expect_true
from compatsrv.conformance.harness import echo


def standard(*names):
    """The first module of these names that there is."""
    for name in names:
        try:
            return importlib.import_module(name)
        except ImportError:
            pass
    raise ImportError(' or '.join(names))


def native():
    return standard('socketserver', 'SocketServer')


def http():
    return standard('http.server', 'BaseHTTPServer')


GET = b'GET / HTTP/1.0\r\n\r\n'


def _page_members():
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'page')
    return {'do_GET': do_GET, 'log_message': lambda self, *args: None}


def derive(name, bases, members=None):
    """type(), also for bases that are all classic."""
    kind = type(next((base for base in bases if isinstance(base, type)), bases[0]))
    return kind(name, bases, members or {})


@case('mixing/namesakes', 'Every class is the native class of its name, or derives from it.', 'Facts about mixing')
def test_namesakes(kit):
    names = [name for name in native().__all__ + ['BaseServer'] if hasattr(kit.module, name)]
    expect('classes that do not', [name for name in names
                                   if not issubclass(getattr(kit.module, name), getattr(native(), name))], [])


@case('mixing/family', 'ThreadingTCPServer derives from the module\'s own ThreadingMixIn and TCPServer.',
      'Facts about mixing')
def test_family(kit):
    m = kit.module
    for mixin in [name for name in ('ThreadingMixIn', 'ForkingMixIn') if hasattr(m, name)]:
        cls = getattr(m, mixin.replace('MixIn', 'TCPServer'))
        expect_true('%s derives from both' % cls.__name__,
                    issubclass(cls, getattr(m, mixin)) and issubclass(cls, m.TCPServer))


@case('mixing/http', 'class S(ThreadingMixIn, HTTPServer) serves HTTP.', 'Facts about mixing')
def test_http(kit):
    handler = derive('Handler', (http().BaseHTTPRequestHandler,), _page_members())
    server = kit.running(derive('Server', (kit.module.ThreadingMixIn, http().HTTPServer)), handler)
    answer = kit.talk(server, GET)
    expect('first and last of the answer', (answer[:5], answer[-4:]), (b'HTTP/', b'page'))


@case('mixing/http-fork', 'class S(ForkingMixIn, HTTPServer) serves HTTP.', 'Facts about mixing', needs=('fork',))
def test_http_fork(kit):
    handler = derive('Handler', (http().BaseHTTPRequestHandler,), _page_members())
    server = kit.running(derive('Server', (kit.module.ForkingMixIn, http().HTTPServer)), handler)
    expect('the end of the answer', kit.talk(server, GET)[-4:], b'page')


@case('mixing/isinstance', 'An instance of class S(ThreadingMixIn, HTTPServer) is a native HTTPServer, TCPServer and '
      'BaseServer.', 'Facts about mixing')
def test_isinstance(kit):
    server = kit.make(derive('Server', (kit.module.ThreadingMixIn, http().HTTPServer)))
    expect('is one of', [isinstance(server, cls) for cls in (http().HTTPServer, native().TCPServer,
                                                             native().BaseServer, native().ThreadingMixIn)], [True] * 4)


@case('mixing/override-wins', 'What a third party\'s server class behind the mix-in overrides is used.',
      'Facts about mixing')
def test_override_wins(kit):
    log = kit.log()

    def handle_error(self, request, client_address):
        log('their handle_error')

    def handle(self):
        raise ValueError('in handle')

    third_party = derive('ThirdParty', (http().HTTPServer,), {'handle_error': handle_error, 'request_queue_size': 3,
                                                             'daemon_threads': True})
    server = kit.make(derive('Server', (kit.module.ThreadingMixIn, third_party)), kit.handler(handle=handle))
    kit.serve(server)
    kit.talk(server, b'')
    expect('request_queue_size', server.request_queue_size, 3)
    expect('calls', log.wait_for('their handle_error'), ['their handle_error'])


@case('mixing/their-loop-wins', 'A third party\'s own serve_forever behind the mix-in is used.', 'Facts about mixing')
def test_their_loop_wins(kit):
    third_party = derive('ThirdParty', (http().HTTPServer,), {'serve_forever': lambda self, *args: 'their loop'})
    server = kit.make(derive('Server', (kit.module.ThreadingMixIn, third_party)))
    expect('serve_forever returned', server.serve_forever(), 'their loop')


@case('mixing/handler', 'class H(StreamRequestHandler, BaseHTTPRequestHandler) answers HTTP, and what '
      'BaseHTTPRequestHandler overrides wins.', 'Facts about mixing')
def test_handler(kit):
    if kit.module is native():
        bases = (http().BaseHTTPRequestHandler,)    # natively the order of these two is an error
    else:
        bases = (kit.module.StreamRequestHandler, http().BaseHTTPRequestHandler)
    server = kit.running(http().HTTPServer, derive('Handler', bases, _page_members()))
    expect('the end of the answer', kit.talk(server, GET)[-4:], b'page')


@case('mixing/xmlrpc', 'class S(ThreadingMixIn, SimpleXMLRPCServer) answers calls.', 'Facts about mixing')
def test_xmlrpc(kit):
    servers, clients = standard('xmlrpc.server', 'SimpleXMLRPCServer'), standard('xmlrpc.client', 'xmlrpclib')
    cls = derive('Server', (kit.module.ThreadingMixIn, servers.SimpleXMLRPCServer))
    server = cls(('127.0.0.1', 0), logRequests=False)
    kit.at_end(server.server_close)
    server.register_function(lambda a, b: a + b, 'add')
    kit.serve(server)
    expect('add(2, 3)', clients.ServerProxy('http://127.0.0.1:%d' % server.server_address[1]).add(2, 3), 5)


@case('mixing/wsgi', 'class S(ThreadingMixIn, WSGIServer) serves a WSGI application.', 'Facts about mixing')
def test_wsgi(kit):
    from wsgiref import simple_server

    def application(environ, start_response):
        start_response('200 OK', [('Content-Type', 'text/plain')])
        return [b'application']

    handler = derive('Handler', (simple_server.WSGIRequestHandler,),
                     {'log_message': lambda self, *args: None, 'get_stderr': lambda self: io.StringIO()})
    server = kit.make(derive('Server', (kit.module.ThreadingMixIn, simple_server.WSGIServer)), handler)
    server.set_app(application)
    kit.serve(server)
    expect('the end of the answer', kit.talk(server, GET)[-11:], b'application')


@case('mixing/mixin-and-with', 'A server of the mix-in and HTTPServer closes at the end of a with block.', 'A2; A30')
def test_mixin_and_with(kit):
    server = kit.make(derive('Server', (kit.module.ThreadingMixIn, http().HTTPServer)))
    address = server.server_address
    with server:
        pass
    expect_raises('connecting', EnvironmentError, kit.client(server).connect, address)


@case('mixing/prompt-shutdown', 'shutdown() of a server of the mix-in and HTTPServer does not wait for the '
      'poll_interval.', 'C2')
def test_prompt_shutdown(kit):
    import time
    server = kit.make(derive('Server', (kit.module.ThreadingMixIn, http().HTTPServer)), kit.handler(handle=echo))
    task = kit.serve(server, 2)
    kit.talk(server, b'x')
    time.sleep(0.1)     # until the loop sleeps again: nothing tells of that
    start = time.time()
    server.shutdown()
    expect_true('it took less than a second', time.time() - start < 1)
    task.result()
