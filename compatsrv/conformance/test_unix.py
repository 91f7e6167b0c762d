"""Unix sockets."""

import os

from compatsrv.conformance.cases import bounded, case, expect, expect_true
from compatsrv.conformance.harness import echo


@case('unix/address', 'server_address of a Unix server is its path.', 'Python documentation, socketserver',
      needs=('unix',))
def test_address(kit):
    path = kit.path()
    for name in ('UnixStreamServer', 'UnixDatagramServer'):
        server = kit.make(name, address=path)
        expect('server_address', server.server_address, path)
        expect_true('the path is there', os.path.exists(path))
        server.server_close()
        os.unlink(path)


@case('unix/client-address-stream', 'client_address of a Unix stream client without an address is empty.',
      'behaviours, A: Unix client address', needs=('unix',))
def test_client_address_stream(kit):
    seen = []
    server = kit.make('UnixStreamServer', kit.handler(handle=lambda self: seen.append(self.client_address)))
    kit.connect(server)
    bounded('handle_request', server.handle_request)
    expect('client_address', seen, [''])


@case('unix/client-address-datagram', 'client_address of a Unix datagram is the path of its sender.',
      'unix(7)', needs=('unix',))
def test_client_address_datagram(kit):
    seen = []
    server = kit.make('UnixDatagramServer', kit.handler(handle=lambda self: seen.append(self.client_address)))
    client = kit.connect(server)
    client.send(b'x')
    bounded('handle_request', server.handle_request)
    expect('client_address', seen, [client.getsockname()])


@case('unix/stream-handler', 'StreamRequestHandler serves Unix streams.', 'Python documentation, socketserver',
      needs=('unix',))
def test_stream_handler(kit):
    handler = kit.handler('StreamRequestHandler', handle=lambda self: self.wfile.write(self.rfile.readline()))
    expect('the answer', kit.talk(kit.running('UnixStreamServer', handler), b'line\nmore\n'), b'line\n')


@case('unix/nagle', 'disable_nagle_algorithm is ignored on a Unix socket.', 'C14', needs=('unix',))
def test_nagle(kit):
    handler = kit.handler('StreamRequestHandler', disable_nagle_algorithm=True,
                          handle=lambda self: self.wfile.write(b'served'))
    expect('the answer', kit.talk(kit.running('UnixStreamServer', handler), b''), b'served')


@case('unix/abstract', 'An abstract address serves, and server_address is bytes.', 'A44; bpo-17683',
      needs=('unix', 'abstract_unix'))
def test_abstract(kit):
    address = b'\0compatsrv-%d' % os.getpid() if hasattr(b'', '__mod__') else b'\0compatsrv-case'
    server = kit.make('UnixStreamServer', kit.handler(handle=echo), address=address)
    kit.serve(server)
    expect('server_address', server.server_address, address)
    expect('the answer', kit.talk(server, b'abstract'), b'abstract')
