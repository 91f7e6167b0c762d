"""UDPServer and DatagramRequestHandler."""

import errno
import io
import socket

from compatsrv.conformance.cases import bounded, case, expect, expect_true
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


@case('datagrams/truncated', 'A handler can see that its datagram was cut: request_truncated.', 'C10')
def test_truncated(kit):
    seen = []
    handler = kit.handler(handle=lambda self: seen.append(
        (len(self.request[0]), getattr(self, 'request_truncated', 'no such attribute'))))
    server = kit.make('UDPServer', handler, max_packet_size=4, logger=_Silent())
    client = kit.connect(server)
    for payload in (b'1234', b'12345'):
        client.send(payload)
        bounded('handle_request', server.handle_request)
    expect('lengths and request_truncated', seen, [(4, False), (4, True)])


class _Silent(object):
    """A logger that drops all."""

    def warning(self, *args, **kwargs):
        pass


@case('datagrams/truncated-warning', 'A datagram that was cut is a warning in the log.', 'C10')
def test_truncated_warning(kit):
    import logging
    records = []
    logger = logging.Logger('case')
    logger.addHandler(logging.Handler())
    logger.handlers[0].emit = records.append
    server = kit.make('UDPServer', max_packet_size=4, logger=logger)
    client = kit.connect(server)
    for payload in (b'1234', b'12345'):
        client.send(payload)
        bounded('handle_request', server.handle_request)
    expect('levels', [record.levelname for record in records], ['WARNING'])
    expect_true('it names the client and the limit: %s' % records[0].getMessage(),
                str(client.getsockname()[1]) in records[0].getMessage() and ' 4 ' in records[0].getMessage())


@case('datagrams/too-large-answer', 'An answer that fits into no datagram is an error that tells its size.', 'C10')
def test_too_large_answer(kit):
    seen = []

    def handle_error(self, request, client_address):
        import sys
        error = sys.exc_info()[1]
        seen.append((isinstance(error, socket.error), error.errno, '70000' in str(error)))

    handler = kit.handler('DatagramRequestHandler', handle=lambda self: self.wfile.write(b'x' * 70000))
    server = kit.make('UDPServer', handler, handle_error=handle_error)
    kit.connect(server).send(b'x')
    bounded('handle_request', server.handle_request)
    expect('is a socket error, its number, tells the size', seen, [(True, errno.EMSGSIZE, True)])


@case('datagrams/unbound-client', 'A Unix datagram from a client without an address is handled, and not answered.',
      'C10', needs=('unix',))
def test_unbound_client(kit):
    log = kit.log()
    handler = kit.handler('DatagramRequestHandler', handle=lambda self: self.wfile.write(b'answer'))
    server = kit.make('UnixDatagramServer', handler, handle_error=lambda self, *args: log('handle_error'))
    client = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    kit.at_end(client.close)
    client.sendto(b'x', server.server_address)
    bounded('handle_request', server.handle_request)
    expect('calls', log.entries, [])
