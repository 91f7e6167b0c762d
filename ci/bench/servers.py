"""The servers that are measured, one entry for each implementation. Runs on 2.7 and above.

Usage: python servers.py ENTRY SETTINGS     SETTINGS: a JSON object, see DEFAULTS
       python servers.py probe              which entries this interpreter has, as JSON
       python servers.py calibrate          the `work` that takes 2 ms here

A server prints its address (tcp:HOST:PORT, udp:HOST:PORT, unix:PATH), serves on the loopback interface alone,
and is ended by its parent, or by the system after `limit` seconds.
"""

from __future__ import print_function

import itertools
import json
import os
import resource
import signal
import socket
import sys
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
NATIVE = 'SocketServer' if sys.version_info[0] == 2 else 'socketserver'

DEFAULTS = {
    'transport': 'tcp',     # tcp, udp, unix
    'path': '',             # of a Unix socket
    'workload': 'echo',     # a key of WORKLOADS
    'work': 0,              # rounds of burn()
    'sleep': 0.002,         # seconds
    'backlog': 4096,        # None: what the class has
    'pool_size': None,      # None: what the class has
    'processes': 2,
    'stack': 0,             # KiB of a thread's stack; 0: what the system has
    'limit': 600,           # seconds
}
WORKLOADS = {
    'echo': 'recv, sendall, close, with BaseRequestHandler',
    'work': 'the same, with burn() before the answer',
    'sleep': 'the same, with a sleep before the answer',
    'line': 'readline, write, close, with StreamRequestHandler',
    'lines': 'readline, write, until the client closes, with StreamRequestHandler',
    'datagram': 'sendto what was received',
    'http': 'a GET of 5 bytes',
}
SERVERS = {'tcp': 'TCPServer', 'udp': 'UDPServer', 'unix': 'UnixStreamServer'}
CALIBRATION = 4000      # rounds of burn()


class Entry(object):
    """An implementation: its name, its group, how it is started, and the package that it comes from."""

    def __init__(self, name, group, run, needs=None):
        self.name, self.group, self.run, self.needs = name, group, run, needs


def burn(rounds):
    """Python work, which holds the lock of the interpreter."""
    total = 0
    for i in itertools.repeat(7, rounds):
        total += i * i % 5
    return total


def make_class(name, bases, attributes):
    """A class; natively 2.7 has old-style ones, of which type() makes none."""
    maker = type if any(isinstance(base, type) for base in bases) else type(bases[0])
    return maker(name, bases, attributes)


def handler(module, settings):
    """The handler class of the workload, made of module's."""
    def echo(self):
        self.request.sendall(self.request.recv(1024))

    def work(self):
        data = self.request.recv(1024)
        burn(settings['work'])
        self.request.sendall(data)

    def sleep(self):
        data = self.request.recv(1024)
        time.sleep(settings['sleep'])
        self.request.sendall(data)

    def line(self):
        self.wfile.write(self.rfile.readline())

    def lines(self):
        for text in iter(self.rfile.readline, b''):
            self.wfile.write(text)

    def datagram(self):
        data, sock = self.request
        sock.sendto(data, self.client_address)

    base = module.StreamRequestHandler if settings['workload'].startswith('line') else module.BaseRequestHandler
    return make_class('Handler', (base,), {'handle': locals()[settings['workload']]})


def socketserver(module_name, kind):
    """How to start module's server of a kind: '', Threading, Forking, ThreadPool, PreFork, or two with a + between."""
    def run(settings):
        module = __import__(module_name)
        if settings['workload'] == 'http':
            base, handler_class = http(settings)
            bases = mixins(module, kind) + (base,)
        else:
            handler_class = handler(module, settings)
            bases = combined(module, kind, SERVERS[settings['transport']])
        attributes = {'processes': settings['processes'], 'pool_size': settings['pool_size'],
                      'request_queue_size': settings['backlog']}
        server_class = make_class('Server', bases,
                                  {name: value for name, value in attributes.items() if value is not None})
        address = settings['path'] if settings['transport'] == 'unix' else ('127.0.0.1', 0)
        server = server_class(address, handler_class)
        announce(settings['transport'], server.socket)
        server.serve_forever()
    return run


def mixins(module, kind):
    return tuple(getattr(module, name + 'MixIn') for name in kind.split('+') if name)


def combined(module, kind, server):
    """The bases of a class of a kind: natively ForkingUnixStreamServer comes with 3.12."""
    if hasattr(module, kind + server):
        return (getattr(module, kind + server),)
    return mixins(module, kind) + (getattr(module, server),)


def http(settings):
    """The interpreter's HTTPServer and a handler for it."""
    try:
        from http.server import BaseHTTPRequestHandler, HTTPServer
    except ImportError:
        from BaseHTTPServer import BaseHTTPRequestHandler, HTTPServer

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header('Content-Type', 'text/plain')
            self.send_header('Content-Length', '5')
            self.end_headers()
            self.wfile.write(b'hello')

        def log_message(self, *args):
            pass

    return HTTPServer, Handler


def listening(settings):
    """A listening or, for datagrams, bound socket, announced, for those who want one."""
    transport = settings['transport']
    # asyncio sets TCP_NODELAY on sockets that say that they are TCP's.
    family, kind, protocol = {'tcp': (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP),
                              'udp': (socket.AF_INET, socket.SOCK_DGRAM, 0),
                              'unix': (getattr(socket, 'AF_UNIX', None), socket.SOCK_STREAM, 0)}[transport]
    sock = socket.socket(family, kind, protocol)
    sock.bind(settings['path'] if transport == 'unix' else ('127.0.0.1', 0))
    if transport != 'udp':
        sock.listen(settings['backlog'] or socket.SOMAXCONN)
    announce(transport, sock)
    return sock


def announce(transport, sock):
    """Tell the parent where to find us."""
    name = sock.getsockname()
    print('%s:%s' % (transport, name if transport == 'unix' else '%s:%d' % name[:2]))
    sys.stdout.flush()


def bare(settings):
    """A limit: nothing but the calls that an answer needs."""
    sock = listening(settings)
    while settings['transport'] == 'udp':
        sock.sendto(*sock.recvfrom(8192))
    while True:
        client, _ = sock.accept()
        client.sendall(client.recv(1024))
        client.close()


def peer(name):
    """How to start a server of peers.py, which Python 2 cannot read."""
    def run(settings):
        import peers
        getattr(peers, name)(settings)
    return run


ENTRIES = [
    Entry('native', 'native', socketserver(NATIVE, '')),
    Entry('native threads', 'native', socketserver(NATIVE, 'Threading')),
    Entry('native forks', 'native', socketserver(NATIVE, 'Forking')),
    Entry('compatsrv', 'compatsrv', socketserver('compatsrv', '')),
    Entry('compatsrv threads', 'compatsrv', socketserver('compatsrv', 'Threading')),
    Entry('compatsrv forks', 'compatsrv', socketserver('compatsrv', 'Forking')),
    Entry('compatsrv pool', 'compatsrv', socketserver('compatsrv', 'ThreadPool'), needs='compatsrv.ThreadPoolMixIn'),
    Entry('compatsrv pre-fork', 'compatsrv', socketserver('compatsrv', 'PreFork'), needs='compatsrv.PreForkMixIn'),
    Entry('compatsrv pre-fork pool', 'compatsrv', socketserver('compatsrv', 'PreFork+ThreadPool'),
          needs='compatsrv.PreForkMixIn'),
    Entry('bare Python loop', 'limit', bare),
    Entry('asyncio streams', 'peer', peer('asyncio_streams'), needs='asyncio.run'),
    Entry('asyncio protocol', 'peer', peer('asyncio_protocol'), needs='asyncio.run'),
    Entry('uvloop streams', 'peer', peer('uvloop_streams'), needs='uvloop.install'),
    Entry('uvloop protocol', 'peer', peer('uvloop_protocol'), needs='uvloop.install'),
    Entry('gevent', 'peer', peer('gevent_server'), needs='gevent.spawn'),
    Entry('Twisted', 'peer', peer('twisted_server'), needs='twisted.version'),
    Entry('cheroot', 'peer', peer('cheroot_server'), needs='cheroot.__version__'),
    Entry('waitress', 'peer', peer('waitress_server'), needs='waitress.serve'),
]
BY_NAME = {entry.name: entry for entry in ENTRIES}


def available(entry):
    """Is what the entry needs here?"""
    if entry.needs is None:
        return True
    module, _, name = entry.needs.partition('.')
    try:
        return hasattr(__import__(module), name)
    except ImportError:
        return False


def calibrate():
    """The rounds of burn() that take 2 ms: the best of many, for others may use the machine."""
    best = 1
    for _ in range(200):
        start = time.time()
        burn(CALIBRATION)
        best = min(best, time.time() - start)
    return int(0.002 / best * CALIBRATION)


def main(arguments):
    sys.path.insert(0, ROOT)
    if arguments == ['probe']:
        print(json.dumps({'version': '%d.%d.%d' % sys.version_info[:3],
                          'entries': [entry.name for entry in ENTRIES if available(entry)]}))
    elif arguments == ['calibrate']:
        print(calibrate())
    else:
        name, text = arguments
        settings = dict(DEFAULTS, **{str(key): value for key, value in json.loads(text).items()})
        if str is bytes:
            settings = {key: value.encode() if hasattr(value, 'encode') else value for key, value in settings.items()}
        signal.alarm(settings['limit'])
        limits = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (limits[1], limits[1]))
        if settings['stack']:
            threading.stack_size(settings['stack'] * 1024)
        BY_NAME[name].run(settings)


if __name__ == '__main__':
    main(sys.argv[1:])
