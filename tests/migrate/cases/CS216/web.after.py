from __future__ import print_function
import threading, time
import six.moves.BaseHTTPServer as BaseHTTPServer
import compatsrv as SocketServer
import compatsrv.py2.urls1 as urllib
import compatsrv.py2.forms as cgi
import compatsrv.py2.sockets as socket
import six.moves.http_cookies as Cookie
import compatsrv.py2.base64s as base64
import compatsrv.py2.http_clients as httplib
import compatsrv.py2.urls as urllib2
import six.moves.urllib.parse as urlparse
from six.moves.SimpleHTTPServer import SimpleHTTPRequestHandler
import compatsrv
from compatsrv.py2 import print
from compatsrv import py2
class Handler(compatsrv.NativeStringMixIn, BaseHTTPServer.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.0'
    def log_message(self, fmt, *args): pass
    def date_time_string(self, *a): return 'D'
    def version_string(self): return 'V'
    def do_GET(self):
        p = urlparse.urlparse(self.path)
        q = cgi.parse_qs(p.query)
        if self.headers.getheader('Authorization') == None:
            self.send_response(401)
            self.send_header('WWW-Authenticate', 'Basic realm="x"')
            self.end_headers()
            self.wfile.write('no auth header')
            return
        auth = base64.b64decode(self.headers['Authorization'][6:])
        self.send_response(200)
        self.send_header("Content-type", "text/html")
        self.end_headers()
        self.wfile.write("<b>%s</b>" % cgi.escape(auth))
        self.wfile.write(urllib.unquote(p.path) + str(q.get('a')) + "\n")
        print("path", self.path, self.client_address[0], file=self.wfile)
    def do_POST(self):
        length = int(self.headers.getheader('content-length'))
        ctype, pdict = cgi.parse_header(self.headers.getheader('content-type'))
        if ctype == 'multipart/form-data':
            form = cgi.FieldStorage(fp=self.rfile, headers=self.headers, environ={'REQUEST_METHOD': 'POST', 'CONTENT_TYPE': self.headers['Content-Type']})
            body = form['f'].value + ':' + form['f'].filename
        else:
            data = self.rfile.read(length)
            body = compatsrv.n('&').join([compatsrv.n('%s=%s') % (k, v[0]) for k, v in sorted(cgi.parse_qs(data, 1).items())])
        self.send_response(200, 'OK'); self.end_headers()
        self.wfile.write(body.upper())
class T(SocketServer.ThreadingMixIn, BaseHTTPServer.HTTPServer): daemon_threads = 1
if __name__ == '__main__':
    s = T(('127.0.0.1', 0), Handler)
    threading.Thread(target=s.serve_forever).start()
    def ask(x):
        c = socket.create_connection(s.server_address)
        c.sendall(x)
        f = c.makefile()
        print(py2.repr(f.read()))
    ask('GET /x HTTP/1.0\r\n\r\n')
    ask('GET /x%E9/y?a=%FFb&c=1 HTTP/1.0\r\nAuthorization: Basic ' + base64.b64encode('us\xe9r:<pw>') + '\r\n\r\n')
    ask('POST / HTTP/1.0\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 11\r\n\r\na=%E9&b=c+d')
    m = '--XX\r\nContent-Disposition: form-data; name="f"; filename="a.bin"\r\nContent-Type: application/octet-stream\r\n\r\n\x00\xff\xe9\r\nz\r\n--XX--\r\n'
    ask('POST / HTTP/1.0\r\nContent-Type: multipart/form-data; boundary=XX\r\nContent-Length: %d\r\n\r\n' % len(m) + m)
    try:
        print(urllib2.urlopen('http://127.0.0.1:%d/q' % s.server_port).read())
    except urllib2.HTTPError as e:
        print(e.code, py2.repr(e.read()), e.headers.getheader('WWW-Authenticate'))
    h = httplib.HTTPConnection('127.0.0.1', s.server_port)
    h.request('GET', '/z?a=1', headers={'Authorization': 'Basic ' + compatsrv.n('a:b').encode('base64').strip()})
    r = h.getresponse()
    print(r.status, r.reason, py2.repr(r.read()), r.getheader('content-type'))
    s.shutdown()
