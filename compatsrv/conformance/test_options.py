"""Options of the classes that end up as options of the socket."""

import socket
import threading

from compatsrv.conformance.cases import case, expect, expect_raises, expect_true
from compatsrv.conformance.harness import echo


def option(sock, name):
    return bool(sock.getsockopt(socket.SOL_SOCKET, getattr(socket, name)))


@case('options/reuse-address', 'allow_reuse_address sets SO_REUSEADDR, and nothing else does.',
      'Python documentation, socketserver: allow_reuse_address')
def test_reuse_address(kit):
    seen = [option(kit.make(allow_reuse_address=value).socket, 'SO_REUSEADDR') for value in (False, True)]
    expect('SO_REUSEADDR', seen, [False, True])


@case('options/reuse-port', 'allow_reuse_port sets SO_REUSEPORT, so that two servers share a port.',
      'A42; bpo-42386', needs=('reuse_port',))
def test_reuse_port(kit):
    first = kit.make(allow_reuse_port=True)
    expect_true('SO_REUSEPORT', option(first.socket, 'SO_REUSEPORT'))
    second = kit.make(allow_reuse_port=True, address=first.server_address)
    expect('the address of the second', second.server_address, first.server_address)


@case('options/reuse-port-unix', 'allow_reuse_port is ignored for Unix sockets.', 'A42; gh-128916',
      needs=('unix', 'reuse_port'))
def test_reuse_port_unix(kit):
    # Older kernels take the option without a word, so look at what is set and not at what fails.
    server = kit.make('UnixStreamServer', allow_reuse_port=True)
    expect('SO_REUSEPORT', option(server.socket, 'SO_REUSEPORT'), False)


@case('options/backlog', 'The backlog is large enough for 40 clients that connect while the server is busy.',
      'A6; gh-138131')
def test_backlog(kit):
    server = kit.make(handler=kit.handler(handle=echo))
    connected = []
    try:
        for _ in range(40):
            client = kit.client(server)
            client.settimeout(0.5)
            client.connect(server.server_address)
            connected.append(client)
    except (socket.timeout, socket.error):
        pass
    expect('clients connected', len(connected), 40)


@case('options/backlog-value', 'request_queue_size is SOMAXCONN.', 'A6')
def test_backlog_value(kit):
    expect('request_queue_size', kit.module.TCPServer.request_queue_size, socket.SOMAXCONN)


@case('options/backlog-chosen', 'request_queue_size of a subclass is what listen() gets.',
      'Python documentation, socketserver: request_queue_size')
def test_backlog_chosen(kit):
    class Listener(object):
        def __init__(self, real):
            self.real, self.seen = real, []

        def listen(self, size):
            self.seen.append(size)
            self.real.listen(size)

        def __getattr__(self, name):
            return getattr(self.real, name)

    server = kit.make(bind_and_activate=False, request_queue_size=3)
    server.socket = Listener(server.socket)
    server.server_bind()
    server.server_activate()
    expect('listen was called with', server.socket.seen, [3])


@case('options/daemon-threads', 'daemon_threads decides whether request threads are daemons.',
      'Python documentation, socketserver: daemon_threads')
def test_daemon_threads(kit):
    for wanted in (False, True):
        seen = []
        handler = kit.handler(handle=lambda self: seen.append(threading.current_thread().daemon))
        kit.talk(kit.running('ThreadingTCPServer', handler, daemon_threads=wanted), b'')
        expect('daemon', seen, [wanted])


@case('options/ipv6', 'With address_family AF_INET6 the server serves IPv6.', 'Python documentation, socketserver',
      needs=('ipv6',))
def test_ipv6(kit):
    server = kit.make(handler=kit.handler(handle=echo), address=('::1', 0), address_family=socket.AF_INET6)
    kit.serve(server)
    expect('the answer', kit.talk(server, b'six'), b'six')


@case('options/bad-address', 'An address that is none raises in the constructor.', 'socket documentation')
def test_bad_address(kit):
    expect_raises('a port of -1', (OverflowError, OSError, socket.error), kit.make, address=('127.0.0.1', -1))


@case('options/ipv6-literal', 'An IPv6 literal selects AF_INET6.', 'C13', needs=('ipv6',))
def test_ipv6_literal(kit):
    for name in ('TCPServer', 'UDPServer'):
        server = kit.make(name, kit.handler(handle=echo), address=('::1', 0))
        kit.serve(server)
        expect('address_family', server.address_family, socket.AF_INET6)
        expect('the answer', kit.talk(server, b'x'), b'x')


@case('options/dual-stack', 'With dual_stack a server serves IPv4 and IPv6 on one port.', 'C13', needs=('ipv6',))
def test_dual_stack(kit):
    server = kit.make(handler=kit.handler(handle=echo), address=('', 0), dual_stack=True)
    kit.serve(server)
    for family, host in ((socket.AF_INET, '127.0.0.1'), (socket.AF_INET6, '::1')):
        client = socket.socket(family)
        kit.at_end(client.close)
        client.settimeout(5)
        client.connect((host, server.server_address[1]))
        client.sendall(b'x')
        client.shutdown(socket.SHUT_WR)
        expect('the answer at %s' % host, kit.read_all(client), b'x')
