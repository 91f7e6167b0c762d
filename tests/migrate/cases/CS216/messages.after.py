#!/usr/bin/python
from __future__ import print_function
import sys, os, threading, time, select, signal, errno
import compatsrv as SocketServer
import compatsrv.py2.sockets as socket
import six.moves.queue as Queue
import six.moves._thread as thread
import compatsrv.py2.logs as logging
import compatsrv
from six.moves import map
from compatsrv.py2 import print
from compatsrv import py2
try:
    import compatsrv.py2.pickles as pickle
except:
    import compatsrv.py2.pickles as pickle
from compatsrv.py2.structs import *
import six.moves.builtins as exceptions
class Base(SocketServer.NativeBaseRequestHandler):
    commands = {'PING': 'do_ping', 'ADD': 'do_add'}
    def __init__(self, request, client_address, server):
        self.log = []
        SocketServer.NativeBaseRequestHandler.__init__(self, request, client_address, server)
        return
    def setup(self):
        return SocketServer.NativeBaseRequestHandler.setup(self)
    def read_exact(self, n):
        buf = ''
        while len(buf) < n:
            part = self.request.recv(n - len(buf))
            if part == '':
                raise EOFError("closed after %d" % len(buf))
            buf += part
        return buf
    def handle(self):
        try:
            while True:
                magic, kind, size = unpack('!2sBH', self.read_exact(5))
                if magic != 'MG': raise ValueError('bad magic %r' % magic)
                data = self.read_exact(size)
                if kind == 1:
                    name, _, rest = data.partition(' ')
                    m = getattr(self, self.commands.get(name, 'do_unknown'))
                    answer = m(rest)
                elif kind == 2:
                    obj = pickle.loads(data)
                    answer = pickle.dumps({'n': len(obj), 'keys': sorted(obj.keys())})
                    answer = str(len(pickle.loads(answer)['keys']))
                else:
                    s = 0
                    for c in data: s = (s + ord(c)) & 0xff
                    answer = py2.chr(s) + data[::-1] + ('%c' % s) + data[0] + py2.repr(data[-1])
                self.request.sendall(pack('!H', len(answer)) + answer)
        except EOFError as e:
            self.server.q.put(py2.message(e))
        except Exception as e:
            self.server.q.put(compatsrv.n('%s: %s') % (e.__class__.__name__, e))
    def do_ping(self, arg): return 'PONG ' + arg
    def do_add(self, arg): return str(sum(map(int, arg.split(','))))
    def do_unknown(self, arg): return 'unknown: ' + compatsrv.n(', ').join(list(self.commands.keys())[:0] + [arg.strip()]).title()
class Server(SocketServer.ThreadingTCPServer):
    daemon_threads, allow_reuse_address = True, True
    def verify_request(self, request, client_address):
        return client_address[0].startswith('127.')
    def __init__(self, *a, **k):
        self.q = Queue.Queue()
        SocketServer.ThreadingTCPServer.__init__(self, *a, **k)
class UDP(SocketServer.NativeBaseRequestHandler):
    def handle(self):
        data = self.request[0].strip()
        sock = self.request[1]
        fields = dict([kv.split('=') for kv in data.split(';') if '=' in kv])
        out = compatsrv.n('|').join([compatsrv.n('%s:%s') % (k, v.upper()) for k, v in sorted(fields.items())])
        if data in ['quit', 'exit']: out = 'bye'
        sock.sendto(out + '\x00\xff', self.client_address)
class DGram(SocketServer.NativeDatagramRequestHandler):
    def handle(self):
        for line in self.rfile:
            print(line.strip(), len(line), end=' ', file=self.wfile)
        self.wfile.write(py2.repr(self.packet))
def talk(addr, msgs):
    s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    s.connect(addr); s.settimeout(5)
    for kind, data in msgs:
        s.send(pack('!2sBH', 'MG', kind, len(data)) + data)
        f = s.makefile('rb')
        n, = unpack('!H', f.read(2))
        print(py2.repr(f.read(n)))
    s.close()
if __name__ == '__main__':
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format='%(message)s')
    s = Server(('localhost', 0), Base)
    thread.start_new_thread(s.serve_forever, ())
    talk(s.server_address, [(1, 'PING caf\xe9 \xff'), (1, 'ADD 1,2,3'), (1, 'nope \xe9 x\xa0 '), (2, pickle.dumps({'a\xe9': 1, 'b': 2})), (3, '\x01\xfe\xe9z')])
    print(s.q.get(True, 5))
    c = socket.create_connection(s.server_address, 5); c.sendall('XX\x01\x00\x01a'); print(py2.repr(s.q.get(True, 5))); c.close()
    for H in UDP, DGram:
        u = SocketServer.UDPServer(('127.0.0.1', 0), H)
        t = threading.Thread(target=u.serve_forever); t.daemon = 1; t.start()
        k = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); k.settimeout(5)
        for m in ('a=\xe9x;b=2\r\n', 'quit\n', 'l1\nl\xe92'):
            k.sendto(m, u.server_address)
            r, w, x = select.select([k], [], [], 5)
            assert k in r
            d, a = k.recvfrom(1000)
            print(py2.repr(d), a == u.server_address)
            logging.info('got %s', py2.repr(d[:3]))
        u.shutdown()
    try:
        socket.create_connection(('127.0.0.1', 1), 2)
    except socket.error as e:
        print(e.args[0] == errno.ECONNREFUSED, e.args[0] == e.errno, isinstance(e, exceptions.Exception))
    s.shutdown()
