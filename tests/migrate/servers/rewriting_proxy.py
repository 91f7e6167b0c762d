#!/usr/bin/env python
"""A rewriting proxy in front of an HTTP server of its own."""
import BaseHTTPServer, SimpleHTTPServer, SocketServer, httplib, mimetools, rfc822, socket, string, sys, threading, urllib, urllib2, urlparse, cStringIO, re

class Origin(SimpleHTTPServer.SimpleHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def log_message(self, *args): pass
    def date_time_string(self, timestamp=None): return 'Thu, 01 Jan 1970 00:00:00 GMT'
    def version_string(self): return 'Origin'
    def do_GET(self):
        body = 'you asked for %s\xe9 <a href="/next">%s</a>\n' % (self.path, self.headers.get('X-Forwarded-For', '?'))
        self.send_response(200)
        self.send_header('Content-Length', str(len(body)))
        self.send_header('Content-Type', 'text/html')
        self.send_header('X-Odd', '\xff\xe9')
        self.end_headers()
        self.wfile.write(body)
    def do_POST(self):
        data = self.rfile.read(int(self.headers['Content-Length']))
        self.send_response(201, 'Made')
        self.send_header('Transfer-Encoding', 'chunked')
        self.end_headers()
        for part in [data[i:i+4] for i in xrange(0, len(data), 4)] + ['']:
            self.wfile.write('%x\r\n%s\r\n' % (len(part), part))
    def do_PUT(self):
        self.rfile.read(int(self.headers.get('Content-Length') or 0))
        self.send_response(405, 'No <PUT>')
        self.send_header('Content-Length', 3)
        self.end_headers()
        self.wfile.write('<p>')

class Proxy(SocketServer.StreamRequestHandler):
    hop = ('connection', 'keep-alive', 'proxy-connection', 'date', 'server')

    def handle(self):
        request = self.rfile.readline()
        try:
            method, url, version = request.split()
        except ValueError, e:
            self.wfile.write('HTTP/1.0 400 Bad\r\n\r\n' + string.strip(request)); return
        headers = mimetools.Message(self.rfile, 0)
        host, path = urllib.splithost(urllib.splittype(url)[1])
        (scm, netloc, path, params, query, fragment) = urlparse.urlparse(url, 'http')
        if method == 'CONNECT':
            return self.tunnel(url)
        if method == 'FETCH':
            return self.fetch(path)
        body = None
        if headers.getheader('content-length'):
            body = self.rfile.read(int(headers.getheader('content-length')))
        out = {}
        for name in headers.keys():
            if name not in self.hop:
                out[name] = headers[name]
        out['X-Forwarded-For'] = '%s' % self.client_address[0]
        conn = httplib.HTTPConnection('127.0.0.1', self.server.origin)
        conn.request(method, urlparse.urlunparse(('', '', path, params, query, '')), body, out)
        response = conn.getresponse()
        self.wfile.write('HTTP/1.0 %d %s\r\n' % (response.status, response.reason))
        for name, value in sorted(response.getheaders()):
            if name.lower() not in self.hop + ('transfer-encoding', 'content-length'):
                self.wfile.write('%s: %s\r\n' % (name, value))
        data = response.read()
        data = re.sub(r'href="/(\w*)"', lambda m: 'href="/proxied/%s"' % m.group(1).upper(), data)
        self.wfile.write('Content-Length: %d\r\n\r\n' % len(data))
        self.wfile.write(data)
        conn.close()

    def tunnel(self, target):
        soc = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        soc.connect(('127.0.0.1', self.server.origin))
        self.wfile.write('HTTP/1.0 200 Connection established\r\n\r\n')
        soc.send('GET /%s HTTP/1.0\r\n\r\n' % target)
        while 1:
            data = soc.recv(37)
            if not data: break
            self.connection.send(data.replace('\r', ''))
        soc.close()

    def fetch(self, path):
        base = 'http://127.0.0.1:%d' % self.server.origin
        opener = urllib2.build_opener(urllib2.ProxyHandler({}))
        try:
            f = opener.open(urllib2.Request(base + path, headers={'X-Forwarded-For': 'f\xfc'}))
            lines = f.readlines()
            self.wfile.write('%d %s %s' % (f.code, f.info().getheader('X-Odd'), lines[0]))
            q = urllib.urlencode({'q': 'caf\xe9 x'})
            self.wfile.write(opener.open(base + '/post', q).read() + '\n')
            request = urllib2.Request(base + '/put')
            request.get_method = lambda: 'PUT'
            opener.open(request)
        except urllib2.HTTPError, e:
            self.wfile.write('%d %s %s\n' % (e.code, e.msg, e.read().count('<p>')))
        except urllib2.URLError, e:
            self.wfile.write('cannot: %s\n' % e.reason)

class Server(SocketServer.ThreadingMixIn, SocketServer.TCPServer):
    daemon_threads = True

if __name__ == '__main__':
    origin = BaseHTTPServer.HTTPServer(('127.0.0.1', 0), Origin)
    t = threading.Thread(target=origin.serve_forever)
    t.setDaemon(True)
    t.start()
    proxy = Server(('127.0.0.1', 0), Proxy)
    proxy.origin = origin.server_port
    print 'proxy on port', proxy.server_address[1]
    proxy.serve_forever()
