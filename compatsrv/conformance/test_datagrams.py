"""UDPServer and DatagramRequestHandler."""

import io

from compatsrv.conformance.cases import bounded, case, expect
from compatsrv.conformance.harness import echo


@case('datagrams/request', 'The request of a UDP server is the pair of the data and the server\'s socket.',
      'Python documentation, socketserver: get_request')
def test_request(kit):
    seen = []
    server = kit.make('UDPServer', kit.handler(handle=lambda self: seen.append(self.request)))
    kit.connect(server).send(b'data')
    bounded('handle_request', server.handle_request)
    expect('the request', tuple(seen[0]), (b'data', server.socket))


@case('datagrams/client-address', 'client_address is the sender\'s address.', 'Python documentation, socketserver')
def test_client_address(kit):
    seen = []
    server = kit.make('UDPServer', kit.handler(handle=lambda self: seen.append(self.client_address)))
    client = kit.connect(server)
    client.send(b'data')
    bounded('handle_request', server.handle_request)
    expect('client_address', seen, [client.getsockname()])


@case('datagrams/files', 'rfile and wfile of a DatagramRequestHandler are io.BytesIO.', 'A29')
def test_files(kit):
    seen = []
    handler = kit.handler('DatagramRequestHandler',
                          handle=lambda self: seen.append((type(self.rfile), type(self.wfile))))
    expect('the answer, empty', kit.talk(kit.running('UDPServer', handler), b'data'), b'')
    expect('types', seen, [(io.BytesIO, io.BytesIO)])


@case('datagrams/answer', 'What is written to wfile is sent as one datagram when the handler ends.',
      'Python documentation, socketserver: DatagramRequestHandler')
def test_answer(kit):
    def handle(self):
        self.wfile.write(self.rfile.read(2))
        self.wfile.write(self.rfile.read())

    server = kit.running('UDPServer', kit.handler('DatagramRequestHandler', handle=handle))
    expect('the answer', kit.talk(server, b'ab\x00\xff'), b'ab\x00\xff')


@case('datagrams/write-text', 'wfile.write() of text is a TypeError.', 'A29; A18')
def test_write_text(kit):
    def handle(self):
        try:
            self.wfile.write(u'text')
        except TypeError:
            self.wfile.write(b'TypeError')

    server = kit.running('UDPServer', kit.handler('DatagramRequestHandler', handle=handle))
    expect('the answer', kit.talk(server, b'x'), b'TypeError')


@case('datagrams/empty', 'An empty datagram is a request.', 'RFC 768')
def test_empty(kit):
    expect('the answer', kit.talk(kit.running('UDPServer', kit.handler(handle=echo)), b''), b'')


@case('datagrams/max-packet-size', 'A datagram longer than max_packet_size is cut to it.',
      'Lib/socketserver.py, UDPServer')
def test_max_packet_size(kit):
    server = kit.running('UDPServer', kit.handler(handle=echo), max_packet_size=4)
    expect('the answer', kit.talk(server, b'123456'), b'1234')


@case('datagrams/after-failure', 'A handler that raises does not keep the next datagram from being answered.',
      'Python documentation, socketserver: handle_error')
def test_after_failure(kit):
    def handle(self):
        if self.request[0] == b'bad':
            raise ValueError('bad')
        echo(self)

    log = kit.log()
    server = kit.running('UDPServer', kit.handler(handle=handle),
                         handle_error=lambda self, request, client_address: log('error'))
    kit.connect(server).send(b'bad')
    expect('the answer', kit.talk(server, b'good'), b'good')
    expect('calls', log.entries, ['error'])
