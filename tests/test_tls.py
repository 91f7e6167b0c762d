"""TLSMixIn with certificates of an authority of the tests' own."""

import os
import socket
import ssl
import struct
import sys
import threading
import time

import pytest

import compatsrv
import processes

trustme = pytest.importorskip('trustme')

LIMIT = 20      # seconds: only what hangs takes so long
KINDS = ['TCPServer', 'ThreadingTCPServer'] + ['ForkingTCPServer'] * hasattr(compatsrv, 'ForkingTCPServer')


class Authority(object):
    """An authority, a certificate for 127.0.0.1 by it as a file with its key, and the contexts of both sides."""

    def __init__(self, folder):
        self.ca = trustme.CA()
        self.pem = str(folder.join('server.pem'))
        self.key = str(folder.join('server.key'))
        certificate = self.ca.issue_cert(u'127.0.0.1')
        for blob in certificate.cert_chain_pems:
            blob.write_to_path(self.pem, append=True)
        certificate.private_key_pem.write_to_path(self.key)
        self.client_certificate = self.ca.issue_cert(u'client@example.org')

    def server_context(self, **issue):
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        if issue:
            self.ca.issue_cert(u'127.0.0.1', **issue).configure_cert(context)
        else:
            context.load_cert_chain(self.pem, self.key)
        return context

    def client_context(self):
        context = ssl.create_default_context()
        context.check_hostname = False
        self.ca.configure_trust(context)
        return context


@pytest.fixture(scope='module')
def authority(tmpdir_factory):
    return Authority(tmpdir_factory.mktemp('tls'))


class Echo(compatsrv.StreamRequestHandler):
    timeout = LIMIT     # a child has the client's end too: that of the same process

    def handle(self):
        self.wfile.write(self.rfile.readline().upper())


class Log(object):
    """A logger that keeps what it is told, and tells when."""

    def __init__(self):
        self.lines = []
        self._changed = threading.Condition()

    def error(self, message, exc_info=None):
        with self._changed:
            self.lines.append((message, exc_info))
            self._changed.notify_all()

    def wait(self, count):
        deadline = time.time() + LIMIT
        with self._changed:
            while len(self.lines) < count and time.time() < deadline:
                self._changed.wait(0.1)
            return list(self.lines)


@pytest.fixture
def serve(authority):
    """serve(kind, handler, **members) gives a running server over TLS."""
    running = []

    def start(kind='ThreadingTCPServer', handler=Echo, **members):
        base = getattr(compatsrv, kind) if isinstance(kind, str) else kind
        members.setdefault('ssl_context', authority.server_context())
        members.setdefault('logger', Log())
        members.setdefault('close_timeout', 2)
        cls = type(compatsrv.TCPServer)('Server', (compatsrv.TLSMixIn, base), members)
        server = cls(('127.0.0.1', 0), handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        running.append((server, thread))
        return server

    yield start
    for server, thread in running:
        server.shutdown()
        server.server_close()
        thread.join(LIMIT)
        assert not thread.is_alive()


@pytest.fixture
def connect(authority):
    """connect(server, context) gives a client over TLS; connect(server, None) one without."""
    clients = []

    def open_one(server, context='trusting'):
        client = socket.create_connection(server.server_address, LIMIT)
        clients.append(client)
        if context is not None:
            context = authority.client_context() if context == 'trusting' else context
            client = context.wrap_socket(client, server_hostname='127.0.0.1', suppress_ragged_eofs=False)
            clients.append(client)
        return client

    yield open_one
    for client in clients:
        client.close()


def talk(client, line=b'hello\n'):
    client.sendall(line)
    return client.recv(100)


@pytest.mark.parametrize('kind', KINDS)
def test_echo(serve, connect, kind):
    server = serve(kind)
    for _ in range(2):
        client = connect(server)
        assert talk(client) == b'HELLO\n'
        client.close()
    assert server.handshakes_failed == 0 and server.logger.lines == []


@pytest.mark.parametrize('kind', KINDS)
def test_close_notify_is_sent(serve, connect, kind):
    class Bye(compatsrv.BaseRequestHandler):
        def handle(self):
            self.request.sendall(b'bye')

    client = connect(serve(kind, Bye))
    assert client.recv(100) == b'bye'
    assert client.recv(100) == b''      # without it: SSLEOFError, since ragged ends are not suppressed


def reads(serve, connect, end, **members):
    """What three reads of a handler give or raise after a client sent a line and end(client) was called."""
    seen, ended = [], threading.Event()

    def handle(handler):
        for _ in range(3):
            try:
                seen.append(handler.rfile.readline())
            except EnvironmentError as error:
                seen.append(error)
        ended.set()

    client = connect(serve(handler=type('Handler', (compatsrv.StreamRequestHandler,), dict(members, handle=handle))))
    client.sendall(b'line\n')
    end(client)
    assert ended.wait(LIMIT)
    return seen


def test_the_end_without_a_close_notify_is_an_end(serve, connect):
    """Also where OpenSSL is newer than Python, and has another error for it (bpo-43794)."""
    assert reads(serve, connect, lambda client: client.shutdown(socket.SHUT_WR)) == [b'line\n', b'', b'']


def test_a_read_that_lasts_too_long_is_a_timeout_and_the_last(serve, connect):
    line, first, second = reads(serve, connect, lambda client: None, timeout=0.1)
    assert line == b'line\n'
    assert isinstance(first, socket.timeout)
    assert str(second) == 'cannot read from timed out object'


@pytest.mark.parametrize('call', [lambda handler: handler.request.recv(1),
                                  lambda handler: handler.request.recv_into(bytearray(1)),
                                  lambda handler: handler.request.sendall(b'x' * 2 ** 25),
                                  lambda handler: handler.wfile.write(b'x' * 2 ** 25)],
                         ids=['recv', 'recv_into', 'sendall', 'wfile'])
def test_what_lasts_too_long_is_a_timeout_as_without_tls(serve, connect, call):
    """2.7's ssl raises SSLError, and a handler written for plain sockets looks for socket.timeout."""
    seen, ended = [], threading.Event()

    class Handler(compatsrv.StreamRequestHandler):
        timeout = 0.1

        def handle(self):
            try:
                call(self)
            except EnvironmentError as error:
                seen.append(error)
            ended.set()

    connect(serve(handler=Handler))
    assert ended.wait(LIMIT)
    assert [type(error) for error in seen] == [socket.timeout]
    assert 'timed out' in str(seen[0])


@pytest.mark.parametrize('members', [{}, {'strings': 'binary-native'}, {'strings': 'text'}])
def test_strings(serve, connect, members):
    class Upper(compatsrv.NativeStreamRequestHandler):
        def handle(self):
            line = self.rfile.readline()
            self.wfile.write(line.rstrip().upper() + (u'!\n' if self.strings == 'text' else '!\n'))

    client = connect(serve(handler=type('Handler', (Upper,), members)))
    assert talk(client) == b'HELLO!\n'


def test_a_socket_that_a_handler_wraps_itself_stays_wrapped(authority, connect):
    """SSLContext.wrap_socket(self.request) gives what deals in native strings as well."""
    seen = []

    class StartTLS(compatsrv.NativeBaseRequestHandler):
        def handle(self):
            self.request.sendall('go')
            secure = authority.server_context().wrap_socket(self.request, server_side=True)
            data = secure.recv(100)
            seen.append((data, isinstance(data, str), isinstance(secure, socket.socket) or str is bytes,
                         secure.version()[:3], type(secure.makefile('r').readline()) is type(data)))
            buf = bytearray(2)
            seen.append((secure.read(2), secure.read(2, buf), bytes(buf), hasattr(self.request, 'read')))
            secure.write(data.upper() + '.')
            secure.close()

    server = compatsrv.TCPServer(('127.0.0.1', 0), StartTLS)
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    try:
        client = connect(server, None)
        assert client.recv(2) == b'go'
        client = authority.client_context().wrap_socket(client, server_hostname='127.0.0.1')
        client.sendall(b'hello')
        client.sendall(b'line\n')
        client.sendall(b'\xffbcd')
        answer = client.recv(100)
        client.close()
        assert answer.startswith(b'HELLO')
        thread.join(LIMIT)
    finally:
        server.server_close()
    (data, native, is_socket, version, same), read = seen
    assert read == (compatsrv.n(b'\xffb'), 2, b'cd', False)      # only what speaks TLS can read()
    assert data.startswith('hello') and (native, is_socket, version, same) == (True, True, 'TLS', True)


def test_the_peers_certificate(authority, serve, connect):
    context = authority.server_context()
    authority.ca.configure_trust(context)
    context.verify_mode = ssl.CERT_REQUIRED
    seen = []

    class Who(compatsrv.NativeStreamRequestHandler):
        def handle(self):
            seen.append(self.request.getpeercert()['subjectAltName'])
            self.wfile.write('you\n')

    server = serve(handler=Who, ssl_context=context)
    mine = authority.client_context()
    authority.client_certificate.configure_cert(mine)
    assert connect(server, mine).recv(100) == b'you\n'
    assert seen == [(('email', 'client@example.org'),)]
    with pytest.raises(EnvironmentError):
        connect(server).recv(100)       # TLS 1.3 tells a client that has none only now
    assert server.logger.wait(1)[0][1] is None


def open_files():
    folder = '/proc/self/fd'
    return len(os.listdir(folder)) if os.path.isdir(folder) else None


def test_mute_clients_delay_nobody(serve, connect):
    server = serve('ThreadingTCPServer', daemon_threads=True, handshake_timeout=10)
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE

    def seconds():
        start = time.time()
        assert talk(connect(server, context)) == b'HELLO\n'
        return time.time() - start

    # The quickest of some: what else the machine does delays others.
    before = min(seconds() for _ in range(9))
    for _ in range(200):
        connect(server, None)
    after = min(seconds() for _ in range(9))
    assert after - before < 0.05, (before, after)


@pytest.mark.parametrize('kind', KINDS)
def test_a_mute_client_blocks_no_server(serve, connect, kind):
    server = serve(kind, handshake_timeout=4)
    connect(server, None)
    start = time.time()
    assert talk(connect(server)) == b'HELLO\n'
    assert time.time() - start < 4


@pytest.mark.parametrize('kind', KINDS[:2])
@pytest.mark.parametrize('drip', [False, True])
def test_handshake_timeout(serve, connect, kind, drip):
    """Also for a client that sends a byte now and then: the limit is for the whole."""
    server = serve(kind, handshake_timeout=0.5)
    client = connect(server, None)
    client.settimeout(0.1)
    start = time.time()
    ended = False
    for byte in bytearray(b'\x16\x03\x01\x02\x00' + b'\x01' * 10 * LIMIT):
        try:
            if drip:
                client.sendall(bytearray([byte]))
            ended = client.recv(100) == b''
        except socket.timeout:
            continue
        except EnvironmentError:        # reset, for bytes that the server had not read
            ended = True
        break
    assert ended and 0.4 < time.time() - start < LIMIT / 2.0
    (message, exc_info), = server.logger.wait(1)
    assert message.startswith("TLS handshake with ('127.0.0.1', ") and '\n' not in message and exc_info is None


def plain_http(client, authority):
    client.sendall(b'GET / HTTP/1.0\r\n\r\n')


def truncated(client, authority):
    client.sendall(b'\x16\x03\x01\x02\x00\x01\x00')


def reset(client, authority):
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))


def untrusting(client, authority):
    context = ssl.create_default_context()      # knows nothing of the tests' authority
    context.check_hostname = False
    with pytest.raises(ssl.SSLError):
        context.wrap_socket(client, server_hostname='127.0.0.1').recv(1)


def old_protocol(client, authority):
    context = authority.client_context()
    if not hasattr(context, 'maximum_version'):
        context.options |= getattr(ssl, 'OP_NO_TLSv1_3', 0) | ssl.OP_NO_TLSv1_2
    else:
        import warnings
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            context.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises(EnvironmentError):
        context.wrap_socket(client, server_hostname='127.0.0.1').recv(1)


@pytest.mark.parametrize('kind', KINDS[:2])
@pytest.mark.parametrize('misdeed', [plain_http, truncated, reset, untrusting, old_protocol])
def test_a_failed_handshake(authority, serve, connect, kind, misdeed):
    """It is one line without a trace, it is counted, and nothing stays open."""
    context = authority.server_context()
    if hasattr(context, 'minimum_version'):
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    else:
        context.options |= ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1
    server = serve(kind, ssl_context=context, handshake_timeout=LIMIT)
    assert talk(connect(server)) == b'HELLO\n'
    before = open_files()
    for number in range(1, 4):
        client = socket.create_connection(server.server_address, LIMIT)
        misdeed(client, authority)
        client.close()
        assert len(server.logger.wait(number)) == number, server.logger.lines
    assert all(message.startswith('TLS handshake with') and '\n' not in message and exc_info is None
               for message, exc_info in server.logger.lines), server.logger.lines
    assert server.handshakes_failed == 3
    assert talk(connect(server)) == b'HELLO\n'      # and what was before it is closed by now, or soon
    deadline = time.time() + LIMIT
    while before is not None and open_files() > before + 2 * 2 and time.time() < deadline:
        time.sleep(0.01)
    assert before is None or open_files() <= before + 2 * 2     # this last client, and the first one's end


def test_an_expired_certificate(authority, serve, connect):
    import datetime
    try:
        context = authority.server_context(not_before=datetime.datetime(2001, 1, 1),
                                           not_after=datetime.datetime(2001, 2, 1))
    except TypeError:
        pytest.skip('this trustme makes no expired certificates')
    server = serve(ssl_context=context)
    with pytest.raises(ssl.SSLError) as caught:
        connect(server).recv(1)
    assert 'expired' in str(caught.value) or 'verify failed' in str(caught.value)
    assert len(server.logger.wait(1)) == 1 and server.handshakes_failed == 1


def test_http_server(serve, connect):
    try:
        from http.server import BaseHTTPRequestHandler, HTTPServer
    except ImportError:
        from BaseHTTPServer import BaseHTTPRequestHandler, HTTPServer

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'page')

        def log_message(self, *args):
            pass

    class Server(compatsrv.ThreadingMixIn, HTTPServer):
        pass

    for base in (HTTPServer, Server):
        client = connect(serve(base, Page))
        client.sendall(b'GET / HTTP/1.0\r\n\r\n')
        answer = b''
        for part in iter(lambda: client.recv(1000), b''):
            answer += part
        assert answer.endswith(b'page')


def test_certificate_of_files(authority, serve, connect):
    assert talk(connect(serve(ssl_context=None, certfile=authority.pem, keyfile=authority.key))) == b'HELLO\n'


def test_handle_request(authority, connect):
    cls = type(compatsrv.TCPServer)('Server', (compatsrv.TLSMixIn, compatsrv.TCPServer),
                                    {'ssl_context': authority.server_context(), 'timeout': LIMIT})
    server = cls(('127.0.0.1', 0), Echo)
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    try:
        client = connect(server)
        assert talk(client) == b'HELLO\n'
        client.close()
        thread.join(LIMIT)
        assert not thread.is_alive()
    finally:
        server.server_close()


@pytest.mark.parametrize('option, value, message', [
    ('ssl_context', 'server.pem', "TLS: ssl_context = 'server.pem': it is no ssl.SSLContext"),
    ('handshake_timeout', 0, 'TLS: handshake_timeout = 0: it is None or a number of seconds'),
    ('handshake_timeout', '3', "TLS: handshake_timeout = '3': it is None or a number of seconds")])
def test_options_are_looked_at_when_the_server_is_made(authority, option, value, message):
    members = dict({'ssl_context': authority.server_context()}, **{option: value})
    with pytest.raises(ValueError) as raised:
        type(compatsrv.TCPServer)('Server', (compatsrv.TLSMixIn, compatsrv.TCPServer), members)(
            ('127.0.0.1', 0), Echo)
    assert str(raised.value) == message


@pytest.mark.parametrize('members, error', [({}, ValueError), ({'certfile': '/no/such/file'}, EnvironmentError),
                                            ({'certfile': __file__.replace('.pyc', '.py')}, ssl.SSLError)])
def test_what_is_wrong_is_said_at_the_start(members, error):
    cls = type(compatsrv.TCPServer)('Server', (compatsrv.TLSMixIn, compatsrv.TCPServer), members)
    with pytest.raises(error):
        cls(('127.0.0.1', 0), Echo)


@pytest.mark.parametrize('bases, complaint', [
    (['TCPServer', 'TLSMixIn'], 'Server: TLSMixIn has to stand before the server class'),
    (['ThreadingTCPServer', 'TLSMixIn'], 'Server: TLSMixIn has to stand before the server class'),
    (['TLSMixIn', 'UDPServer'], 'Server: TLSMixIn is for stream servers')])
def test_a_server_that_would_serve_without_tls_is_none(bases, complaint):
    cls = type(compatsrv.TCPServer)('Server', tuple(getattr(compatsrv, name) for name in bases), {})
    with pytest.raises(TypeError) as raised:
        cls(('127.0.0.1', 0), Echo)
    assert str(raised.value) == complaint


def test_the_order_of_mix_ins(authority):
    """Behind another mix-in, and before a native server class."""
    for bases in ((compatsrv.ThreadingMixIn, compatsrv.TLSMixIn, compatsrv.TCPServer),
                  (compatsrv.TLSMixIn, compatsrv.native.TCPServer)):
        cls = type(compatsrv.TCPServer)('Server', bases, {'ssl_context': authority.server_context()})
        with cls(('127.0.0.1', 0), Echo) as server:
            assert server.get_request.__func__ is vars(compatsrv.TLSMixIn)['get_request']


def test_serve(authority, connect, tmpdir):
    program = tmpdir.join('program.py')
    program.write('import SocketServer\n\n\nclass Upper(SocketServer.StreamRequestHandler):\n    def handle(self):\n'
                  '        self.wfile.write(self.rfile.readline().upper())\n')
    path = os.pathsep.join(part for part in sys.path if part)
    process = processes.start('-m', 'compatsrv', 'serve', '%s:Upper' % program, '--bind', 'tcp:127.0.0.1:0',
                              '--tls', authority.pem, authority.key, env=processes.environment(PYTHONPATH=path))
    try:
        class Address(object):
            server_address = '127.0.0.1', int(processes.first_line(process).rpartition(':')[2])
        assert talk(connect(Address)) == b'HELLO\n'
    finally:
        process.terminate()
        assert processes.finish(process)[::2] == (0, '')
    for files, address, said in [(('/none', '/none'), 'tcp:127.0.0.1:0', '/none: No such file'),
                                 ((str(program),) * 2, 'tcp:127.0.0.1:0', 'no certificate'),
                                 ((authority.pem, authority.key), 'udp:127.0.0.1:0', 'not for udp')]:
        status, _, err = processes.run('-m', 'compatsrv', 'serve', '%s:Upper' % program, '--bind', address,
                                       '--tls', *files, env=processes.environment(PYTHONPATH=path))
        assert status == 2 and said in err and err.count('\n') == 1


@pytest.mark.parametrize('kind', KINDS)
def test_a_listener_that_the_program_wrapped(authority, connect, kind):
    """The oldest way to TLS. The handshake happens where the request is handled, and before its handler."""
    class Handler(compatsrv.StreamRequestHandler):
        timeout = LIMIT

        def handle(self):
            name = self.request.cipher()[0]
            self.wfile.write(name.encode() + self.rfile.readline())

    base = getattr(compatsrv, kind)
    server = type(base)('Server', (base,), {'logger': Log(), 'close_timeout': 2})(('127.0.0.1', 0), Handler)
    server.socket = authority.server_context().wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        client = connect(server)
        assert talk(client) == client.cipher()[0].encode() + b'hello\n'
        client.close()
        plain = connect(server, None)
        plain.sendall(b'this is no TLS\r\n')
        if not issubclass(base, getattr(compatsrv, 'ForkingMixIn', ())):
            (message, exc_info), = server.logger.wait(1)
            assert message.startswith('TLS handshake with') and exc_info is None
    finally:
        server.shutdown()
        server.server_close()
        thread.join(LIMIT)
    assert server.socket.do_handshake_on_connect    # as the program left it
