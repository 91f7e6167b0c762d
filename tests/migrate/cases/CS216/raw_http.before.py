#!/usr/bin/env python
from BaseHTTPServer import *
from SocketServer import *
import socket, struct, os, sys, time, threading, select, re, traceback
from socket import *
import string, random, hashlib as h
try:
    import json
except ImportError:
    import simplejson as json
try:
    from cStringIO import StringIO
except ImportError:
    from StringIO import StringIO
CACHE = {}
class Request(StreamRequestHandler):
    timeout = 5
    def handle(self):
        self.data = ''
        while True:
            try:
                chunk = self.request.recv(4096)
            except timeout, e:
                break
            except error, (no, msg):
                print >>sys.stderr, "err", no, msg
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
        if not CACHE.has_key(key):
            CACHE[key] = (time.time(), string.join(map(lambda c: '%02x' % ord(c), path), ':'))
        out = StringIO()
        out.write('HTTP/1.0 200 OK\r\nX-Len: %d\r\n\r\n' % len(body))
        out.write(json.dumps({'m': meth, 'h': sorted(hdrs.keys()), 'v': int(maj) / 2, 'k': key[:4]}, sort_keys=True))
        out.write(CACHE[key][1] + struct.pack('<I', len(path)) + chr(255))
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
    t.setDaemon(True); t.start()
    c = socket(AF_INET, SOCK_STREAM)
    c.connect(s.server_address)
    c.send('GET /a\xe9b HTTP/1.0\r\nHost: x\r\nB: 1\r\n\r\nbody')
    r = ''
    while 1:
        d = c.recv(10)
        if d == '': break
        r += d
    print repr(r)
    s.shutdown()
