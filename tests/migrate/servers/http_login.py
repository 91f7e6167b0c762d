#!/usr/bin/python
import BaseHTTPServer, CGIHTTPServer, Cookie, base64, cPickle, hashlib, hmac, os, random, sys, time, urllib
from SocketServer import ThreadingMixIn
from urlparse import urlparse, parse_qs, parse_qsl

SECRET = 'kl\xe4r'

def sign(value):
    return value + '|' + hmac.new(SECRET, value, hashlib.sha1).hexdigest()[:8]

class Handler(BaseHTTPServer.BaseHTTPRequestHandler):
    server_version = 'Login'
    sys_version = ''

    def version_string(self):
        return 'Login'

    def date_time_string(self, *args):
        return 'now'

    def log_request(self, code='-', size='-'):
        print self.command, self.path, code

    def reply(self, code, text, headers={}):
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text)

    def do_GET(self):
        url = urlparse(self.path)
        query = dict(parse_qsl(url.query))
        if url.path == '/basic':
            auth = self.headers.getheader('Authorization')
            if auth == None:
                self.reply(401, 'no auth header received\n', {'WWW-Authenticate': 'Basic realm="Test"'})
            elif auth == 'Basic ' + base64.b64encode('ann:p\xe4ss'):
                self.reply(200, 'authenticated!\n')
            else:
                kind, data = auth.split(' ', 1)
                self.reply(403, data.decode('base64') + ' not authenticated\n')
        elif url.path == '/cookie':
            if 'Cookie' in self.headers:
                c = Cookie.SimpleCookie(self.headers['Cookie'])
                value, mac = c['id'].value.rsplit('|', 1)
                self.reply(200, 'known %s %s\n' % (value, sign(value) == c['id'].value))
            else:
                self.reply(200, 'new\n', {'Set-Cookie': 'id=' + sign(query.get('u', 'x'))})
        elif url.path == '/state':
            state = cPickle.dumps({'a': 1, 'u': query.get('u')}, 2)
            self.reply(200, repr(cPickle.loads(base64.b64decode(base64.b64encode(state)))['u']) + '\n')
        elif url.path == '/headers':
            names = self.headers.keys()
            names.sort()
            self.reply(200, ','.join(names) + '\n' + ''.join(sorted(self.headers.headers)) + str(self.headers.getheaders('X-A')) + '\n')
        elif url.path == '/file':
            self.send_response(200)
            self.end_headers()
            f = open(__file__)
            self.wfile.write(f.readline())
            f.close()
        elif url.path == '/args':
            q = parse_qs(url.query, True)
            self.wfile.write('HTTP/0.9 style\n')
            for key in sorted(q):
                self.wfile.write('%s=%r\n' % (key, q[key]))
        else:
            self.reply(404, 'nothing at ' + url.path + '\n')

class Server(ThreadingMixIn, BaseHTTPServer.HTTPServer):
    daemon_threads = True

def run(server_class=Server, handler_class=Handler):
    httpd = server_class(('', 0), handler_class)
    print 'login on port %d...' % httpd.server_port
    httpd.serve_forever()

if __name__ == '__main__':
    run()
