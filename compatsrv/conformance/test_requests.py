"""The hooks through which a request passes."""

from compatsrv.conformance.cases import bounded, case, expect
from compatsrv.conformance.harness import echo

HOOKS = ['get_request', 'verify_request', 'process_request', 'finish_request', 'shutdown_request', 'close_request',
         'handle_error', 'server_close']


def logged(module, log, names=HOOKS):
    """Members for a server: each hook says its name and does what it does."""
    def hook(name):
        def call(self, *args):
            log(name)
            return getattr(module.TCPServer, name)(self, *args)
        return call
    return {name: hook(name) for name in names}


def one_request(kit, handler, **members):
    server = kit.make(handler=handler, **members)
    client = kit.connect(server)
    bounded('handle_request', server.handle_request)
    return server, client


@case('requests/hooks', 'A request passes get_request, verify_request, process_request, finish_request, '
      'shutdown_request and close_request, each once and in this order.', 'Python documentation, socketserver')
def test_hooks(kit):
    log = kit.log()
    server, _ = one_request(kit, kit.handler(handle=lambda self: log('handle')), **logged(kit.module, log))
    server.server_close()
    expect('calls', log.entries, ['get_request', 'verify_request', 'process_request', 'finish_request', 'handle',
                                  'shutdown_request', 'close_request', 'server_close'])


@case('requests/hooks-of-a-failure', 'When handle() raises, handle_error comes before shutdown_request and '
      'close_request.', 'Python documentation, socketserver: handle_error')
def test_hooks_of_a_failure(kit):
    log = kit.log()
    members = logged(kit.module, log)
    members['handle_error'] = lambda self, request, client_address: log('handle_error')

    def handle(self):
        raise ValueError('in handle')

    one_request(kit, kit.handler(handle=handle), **members)
    expect('calls', log.entries, ['get_request', 'verify_request', 'process_request', 'finish_request',
                                  'handle_error', 'shutdown_request', 'close_request'])


@case('requests/verify-refuses', 'When verify_request() returns false the request is shut and not processed.',
      'Python documentation, socketserver: verify_request')
def test_verify_refuses(kit):
    log = kit.log()
    members = logged(kit.module, log)
    members['verify_request'] = lambda self, request, client_address: False
    _, client = one_request(kit, kit.handler(), **members)
    expect('calls', log.entries, ['get_request', 'shutdown_request', 'close_request'])
    expect('the client sees the end', kit.read_all(client), b'')


@case('requests/verify-raises', 'When verify_request() raises, handle_error() is called and the request shut.', 'C7')
def test_verify_raises(kit):
    log = kit.log()
    members = logged(kit.module, log)
    members['handle_error'] = lambda self, request, client_address: log('handle_error')

    def verify_request(self, request, client_address):
        raise ValueError('in verify_request')

    members['verify_request'] = verify_request
    _, client = one_request(kit, kit.handler(), **members)
    expect('calls', log.entries, ['get_request', 'handle_error', 'shutdown_request', 'close_request'])
    expect('the client sees the end', kit.read_all(client), b'')


@case('requests/handler-order', 'A handler runs setup, handle and finish, in this order.',
      'Python documentation, socketserver, Request Handler Objects')
def test_handler_order(kit):
    expect('calls', _handler_calls(kit), ['setup', 'handle', 'finish'])


@case('requests/handle-raises', 'finish() is called even when handle() raises.', 'bpo-1519')
def test_handle_raises(kit):
    expect('calls', _handler_calls(kit, fails='handle'), ['setup', 'handle', 'finish', 'handle_error'])


@case('requests/setup-raises', 'When setup() raises, neither handle() nor finish() is called.',
      'Python documentation, socketserver: finish; C9')
def test_setup_raises(kit):
    expect('calls', _handler_calls(kit, fails='setup'), ['setup', 'handle_error'])


def _handler_calls(kit, fails=None):
    log = kit.log()

    def step(name):
        def call(self):
            log(name)
            if name == fails:
                raise ValueError('in ' + name)
        return call

    handler = kit.handler(setup=step('setup'), handle=step('handle'), finish=step('finish'))
    one_request(kit, handler, handle_error=lambda self, request, client_address: log('handle_error'))
    return log.entries


@case('requests/handler-attributes', 'A handler has request, client_address and server.',
      'Python documentation, socketserver, Request Handler Objects')
def test_handler_attributes(kit):
    seen = []
    handler = kit.handler(handle=lambda self: seen.append((self.server, self.client_address, self.request.fileno())))
    server, client = one_request(kit, handler)
    expect('server and client_address', seen[0][:2], (server, client.getsockname()))
    expect('the type of the descriptor of the request', type(seen[0][2]), int)


@case('requests/finish-request', 'finish_request() makes the handler as RequestHandlerClass(request, client_address, '
      'server).', 'Python documentation, socketserver: finish_request')
def test_finish_request(kit):
    seen = []
    server, client = one_request(kit, lambda *args: seen.append(args))
    expect('client_address and server', seen[0][1:], (client.getsockname(), server))


def _serves(cls, needs=()):
    name = cls.replace('Server', '')
    slug = ''.join('-' + c.lower() if c.islower() is False and i and not name[i - 1].isupper() else c.lower()
                   for i, c in enumerate(name))

    @case('requests/serves-' + slug, '%s answers a real client.' % cls,
          'Python documentation, socketserver', needs=needs)
    def test(kit):
        if not hasattr(kit.module, cls):
            raise AssertionError('there is no %s' % cls)
        server = kit.running(cls, kit.handler(handle=echo))
        for payload in (b'one\n', b'\x00\xff' * 500):
            expect('the answer', kit.talk(server, payload), payload)
    test.__name__ = 'test_serves_' + slug.replace('-', '_')
    return test


for _kind, _needs in [('', ()), ('Threading', ()), ('Forking', ('fork',))]:
    for _server, _more in [('TCPServer', ()), ('UDPServer', ()), ('UnixStreamServer', ('unix',)),
                           ('UnixDatagramServer', ('unix',))]:
        _case = _serves(_kind + _server, _needs + _more)
        globals()[_case.__name__] = _case
del _case
