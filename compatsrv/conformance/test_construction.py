"""What the classes are, and what making a server does."""

import os
import socket

from compatsrv.conformance.cases import case, expect, expect_raises, expect_true

BASE = ['BaseServer', 'TCPServer', 'UDPServer', 'ThreadingMixIn', 'ThreadingTCPServer', 'ThreadingUDPServer',
        'BaseRequestHandler', 'StreamRequestHandler', 'DatagramRequestHandler']
UNIX = ['UnixStreamServer', 'UnixDatagramServer', 'ThreadingUnixStreamServer', 'ThreadingUnixDatagramServer']
FORK = ['ForkingMixIn', 'ForkingTCPServer', 'ForkingUDPServer']
FORK_UNIX = ['ForkingUnixStreamServer', 'ForkingUnixDatagramServer']


@case('construction/names', 'All 18 classes are there, wherever the platform has fork and AF_UNIX.',
      'A4; Python 3.12 documentation, socketserver: ForkingUnixStreamServer')
def test_names(kit):
    names = BASE + (UNIX if hasattr(socket, 'AF_UNIX') else []) + (FORK if hasattr(os, 'fork') else [])
    if hasattr(socket, 'AF_UNIX') and hasattr(os, 'fork'):
        names = names + FORK_UNIX
    expect('names that are missing', [name for name in names if not hasattr(kit.module, name)], [])


@case('construction/all', '__all__ names BaseServer and every class that there is.', 'A4; bpo-8792')
def test_all(kit):
    present = [name for name in BASE + UNIX + FORK + FORK_UNIX if hasattr(kit.module, name)]
    expect('classes not in __all__', [name for name in present if name not in kit.module.__all__], [])


@case('construction/new-style', 'Every class is a new-style class.', 'A1')
def test_new_style(kit):
    names = [name for name in BASE + UNIX + FORK if hasattr(kit.module, name)]
    expect('classic classes', [name for name in names if not isinstance(getattr(kit.module, name), type)], [])


@case('construction/super', 'A subclass can call super() in a hook and in __init__.', 'A1')
def test_super(kit):
    log = kit.log()

    class Server(kit.module.TCPServer):
        def __init__(self, *args):
            super(Server, self).__init__(*args)
            log('init')

        def server_bind(self):
            log('bind')
            super(Server, self).server_bind()

    kit.make(Server)
    expect('calls', log.entries, ['bind', 'init'])


@case('construction/property', 'A read-only property of a subclass cannot be overwritten.', 'A1')
def test_property(kit):
    server = kit.make(colour=property(lambda self: 'red'))
    expect_raises('setting a read-only property', AttributeError, setattr, server, 'colour', 'blue')
    expect('its value', server.colour, 'red')


@case('construction/user-mixin', 'A new-style mix-in before the server class can pass arguments on by super().', 'A50')
def test_user_mixin(kit):
    class Counting(object):
        def __init__(self, *args, **kwargs):
            super(Counting, self).__init__(*args, **kwargs)
            self.count = 7

    server = kit.make(type('Server', (Counting, kit.module.TCPServer), {}))
    expect('what the mix-in sets', server.count, 7)
    expect_true('the server is bound', server.server_address[1])


@case('construction/attributes', 'The documented class attributes have the documented values.',
      'Python documentation, socketserver, Server Objects')
def test_attributes(kit):
    m = kit.module
    seen = [m.TCPServer.address_family, m.TCPServer.socket_type, m.TCPServer.allow_reuse_address, m.TCPServer.timeout,
            m.UDPServer.socket_type, m.UDPServer.max_packet_size, m.ThreadingMixIn.daemon_threads]
    expect('address_family, socket_type, allow_reuse_address, timeout, UDP socket_type, max_packet_size, '
           'daemon_threads', seen,
           [socket.AF_INET, socket.SOCK_STREAM, False, None, socket.SOCK_DGRAM, 8192, False])


@case('construction/instance-attributes', 'server_address, RequestHandlerClass and socket are those of the server.',
      'Python documentation, socketserver, Server Objects')
def test_instance_attributes(kit):
    handler = kit.handler()
    server = kit.make(handler=handler)
    expect('server_address', server.server_address, server.socket.getsockname())
    expect_true('a port was chosen', server.server_address[1] > 0)
    expect_true('RequestHandlerClass is the class given', server.RequestHandlerClass is handler)


@case('construction/order', 'The constructor calls server_bind, then server_activate.',
      'Python documentation, socketserver: bind_and_activate')
def test_order(kit):
    log = kit.log()
    base = kit.module.TCPServer

    def server_bind(self):
        log('bind')
        base.server_bind(self)

    def server_activate(self):
        log('activate')
        base.server_activate(self)

    kit.make(server_bind=server_bind, server_activate=server_activate)
    expect('calls', log.entries, ['bind', 'activate'])


@case('construction/not-activated', 'With bind_and_activate false neither hook is called, and the port stays open '
      'for the caller to choose.', 'Python documentation, socketserver: bind_and_activate')
def test_not_activated(kit):
    log = kit.log()
    server = kit.make(bind_and_activate=False, server_bind=lambda self: log('bind'),
                      server_activate=lambda self: log('activate'))
    expect('calls', log.entries, [])
    expect('the address', server.socket.getsockname()[1], 0)


@case('construction/bind-fails', 'When server_bind fails the socket is closed and the exception raised.', 'bpo-14574')
def test_bind_fails(kit):
    log = kit.log()
    base = kit.module.TCPServer

    def server_close(self):
        log('close')
        base.server_close(self)

    taken = kit.make()
    expect_raises('binding a taken port', (OSError, socket.error), kit.make, address=taken.server_address,
                  server_close=server_close)
    expect('calls of server_close', log.entries, ['close'])


@case('construction/abc', 'A server class can be mixed with an abstract base class.', 'Facts about mixing')
def test_abc(kit):
    import abc
    base = abc.ABCMeta('Abstract', (object,), {'serve_forever': abc.abstractmethod(lambda self: None)})
    server = kit.make(type(base)('Server', (kit.module.TCPServer, base), {}))
    expect_true('the server is an instance of both', isinstance(server, base))
