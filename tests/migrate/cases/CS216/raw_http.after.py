#!/usr/bin/env python
from __future__ import print_function
from six.moves.BaseHTTPServer import *
from compatsrv import *
import socket, os, sys, time, threading, select, traceback
import compatsrv.py2.structs as struct
import compatsrv.py2.patterns as re
from compatsrv.py2.sockets import *
import random
import compatsrv.py2.texts as string
import compatsrv.py2.hashes as h
from compatsrv.py2 import print
from compatsrv import py2
try:
    import compatsrv.py2.jsons as json
except ImportError:
    import simplejson as json
try:
    from compatsrv.py2.memory import StringIO
except ImportError:
    from compatsrv.py2.memory import StringIO
CACHE = {}
class Request(NativeStreamRequestHandler):
    timeout = 5
    def handle(self):
        self.data = ''
        while True:
            try:
                chunk = self.request.recv(4096)
            except timeout as e:
                break
            except error as packed:
                (no, msg) = packed.args
                print("err", no, msg, file=sys.stderr)
                return
            if not chunk: break
            self.data += chunk
            if self.data.find('\r\n\r\n') >= 0: break
        head, _, body = self.data.partition('\r\n\r\n')
        lines = head.splitlines()
        m = re.match(r'(\w+) (\S+) HTTP/(\d)\.(\d)', lines[0])
        if m is None:
            self.request.sendall('HTTP/1.0 400 Bad\r\n\r\n'); return
        meth, path, maj, minor = m.groups()
        hdrs = dict([l.split(': ', 1) for l in lines[1:] if ': ' in l])
        key = h.md5(path).hexdigest()
        if key not in CACHE:
            CACHE[key] = (time.time(), string.join(['%02x' % ord(c) for c in path], ':'))
        out = StringIO()
        out.write('HTTP/1.0 200 OK\r\nX-Len: %d\r\n\r\n' % len(body))
        out.write(json.dumps({'m': meth, 'h': sorted(hdrs.keys()), 'v': int(maj) // 2, 'k': key[:4]}, sort_keys=True))
        out.write(CACHE[key][1] + struct.pack('<I', len(path)) + py2.chr(255))
        self.request.send(out.getvalue())
class S(ThreadingMixIn, TCPServer):
    allow_reuse_address = True
    daemon_threads = True
    def handle_error(self, request, addr):
        traceback.print_exc(file=sys.stdout)
class TS(TCPServer):
    def server_bind(self):
        self.socket.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
if __name__ == '__main__':
    s = S(('127.0.0.1', 0), Request)
    t = threading.Thread(target=s.serve_forever)
    t.daemon = True; t.start()
    c = socket(AF_INET, SOCK_STREAM)
    c.connect(s.server_address)
    c.send('GET /a\xe9b HTTP/1.0\r\nHost: x\r\nB: 1\r\n\r\nbody')
    r = ''
    while 1:
        d = c.recv(10)
        if d == '': break
        r += d
    print(py2.repr(r))
    s.shutdown()
