"""The servers of others, for servers.py: asyncio, uvloop, gevent, Twisted, cheroot, waitress. Python 3 alone.

Each function takes the settings, announces its address, and serves for ever. Each is used as its documentation has it,
with the lengths of the backlog that all have.
"""

import asyncio

from servers import announce, burn, listening

HELLO = b'hello'


async def _think(settings):
    if settings['workload'] == 'work':
        burn(settings['work'])
    if settings['workload'] == 'sleep':
        await asyncio.sleep(settings['sleep'])


class _Echo(asyncio.Protocol):
    def __init__(self, settings):
        self._once = settings['workload'] != 'lines'
        self._settings = settings
        self._rest = b''

    def connection_made(self, transport):
        self._transport = transport

    def data_received(self, data):
        if self._settings['workload'] == 'sleep':
            asyncio.get_running_loop().call_later(self._settings['sleep'], self._answer, data)
        else:
            if self._settings['workload'] == 'work':
                burn(self._settings['work'])
            self._answer(data)

    def _answer(self, data):
        if self._once:
            self._transport.write(data)
            self._transport.close()
            return
        lines = (self._rest + data).split(b'\n')        # a line at a time, as the others
        self._rest = lines.pop()
        for line in lines:
            self._transport.write(line + b'\n')


class _EchoDatagrams(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self._transport = transport

    def datagram_received(self, data, address):
        self._transport.sendto(data, address)


async def _serve_protocol(settings):
    loop = asyncio.get_running_loop()
    sock = listening(settings)
    sock.setblocking(False)
    if settings['transport'] == 'udp':
        await loop.create_datagram_endpoint(_EchoDatagrams, sock=sock)
        await asyncio.Event().wait()
    create = loop.create_unix_server if settings['transport'] == 'unix' else loop.create_server
    server = await create(lambda: _Echo(settings), sock=sock, backlog=settings['backlog'])
    async with server:
        await server.serve_forever()


async def _serve_streams(settings):
    async def once(reader, writer):
        data = await reader.readline()
        await _think(settings)
        writer.write(data)
        await writer.drain()
        writer.close()

    async def lines(reader, writer):
        while True:
            line = await reader.readline()
            if not line:
                break
            writer.write(line)
            await writer.drain()
        writer.close()

    serve = lines if settings['workload'] == 'lines' else once
    start = asyncio.start_unix_server if settings['transport'] == 'unix' else asyncio.start_server
    server = await start(serve, sock=listening(settings), backlog=settings['backlog'])
    async with server:
        await server.serve_forever()


def asyncio_streams(settings):
    asyncio.run(_serve_streams(settings))


def asyncio_protocol(settings):
    asyncio.run(_serve_protocol(settings))


def _with_uvloop(serve, settings):
    import uvloop
    loop = uvloop.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.run_until_complete(serve(settings))


def uvloop_streams(settings):
    _with_uvloop(_serve_streams, settings)


def uvloop_protocol(settings):
    _with_uvloop(_serve_protocol, settings)


def gevent_server(settings):
    import gevent
    from gevent import socket as green
    from gevent.server import DatagramServer, StreamServer

    sock = listening(settings)
    sock = green.socket(sock.family, sock.type, sock.proto, fileno=sock.detach())

    def once(client, address):
        data = client.recv(1024)
        if settings['workload'] == 'work':
            burn(settings['work'])
        if settings['workload'] == 'sleep':
            gevent.sleep(settings['sleep'])
        client.sendall(data)

    def lines(client, address):
        with client.makefile('rb') as rfile:
            for line in iter(rfile.readline, b''):
                client.sendall(line)

    class Datagrams(DatagramServer):
        def handle(self, data, address):
            self.socket.sendto(data, address)

    if settings['transport'] == 'udp':
        Datagrams(sock).serve_forever()
    StreamServer(sock, lines if settings['workload'] == 'lines' else once).serve_forever()


def twisted_server(settings):
    from twisted.internet import epollreactor
    epollreactor.install()
    from twisted.internet import protocol, reactor
    from twisted.protocols.basic import LineOnlyReceiver

    class Once(protocol.Protocol):
        def dataReceived(self, data):
            if settings['workload'] == 'work':
                burn(settings['work'])
            if settings['workload'] == 'sleep':
                reactor.callLater(settings['sleep'], self.answer, data)
            else:
                self.answer(data)

        def answer(self, data):
            self.transport.write(data)
            self.transport.loseConnection()

    class Lines(LineOnlyReceiver):
        delimiter = b'\n'

        def lineReceived(self, line):
            self.transport.write(line + b'\n')

    class Datagrams(protocol.DatagramProtocol):
        def datagramReceived(self, data, address):
            self.transport.write(data, address)

    sock = listening(settings)
    sock.setblocking(False)
    if settings['transport'] == 'udp':
        reactor.adoptDatagramPort(sock.fileno(), sock.family, Datagrams())
    else:
        factory = protocol.Factory.forProtocol(Lines if settings['workload'] == 'lines' else Once)
        factory.noisy = False
        reactor.adoptStreamPort(sock.fileno(), sock.family, factory)
    reactor.run()


def _application(environ, start_response):
    start_response('200 OK', [('Content-Type', 'text/plain'), ('Content-Length', '%d' % len(HELLO))])
    return [HELLO]


def cheroot_server(settings):
    from cheroot import wsgi
    server = wsgi.Server(('127.0.0.1', 0), _application, request_queue_size=settings['backlog'])
    server.prepare()
    announce('tcp', server.socket)
    server.serve()


def waitress_server(settings):
    import logging

    import waitress
    logging.getLogger('waitress.queue').setLevel(logging.ERROR)     # else it tells of each request that waits
    waitress.serve(_application, sockets=[listening(settings)], backlog=settings['backlog'], _quiet=True)
