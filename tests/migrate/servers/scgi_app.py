#!/usr/bin/env python
"""SCGI application server: netstring headers, a small template language, sessions in cookies."""
import Cookie, SocketServer, cgi, cStringIO, os, re, sys, time, traceback, types, urllib, warnings, hashlib, hmac, pickle, base64
from cgi import escape, parse_qsl
from urlparse import urljoin, urlsplit
from urllib import quote, unquote, urlencode, quote_plus

SECRET = '\xc3\xbc-secret'

class HTTPError(StandardError):
    code = 500
class NotFound(HTTPError):
    code = 404
class Redirect(HTTPError):
    code = 302

def ns_read_size(input):
    size = ''
    while 1:
        c = input.read(1)
        if c == ':': break
        elif not c: raise IOError, 'short netstring read'
        size = size + c
    return long(size)

def ns_reads(input):
    size = ns_read_size(input)
    data = ''
    while size > 0:
        s = input.read(size)
        if not s: raise IOError, 'short netstring read'
        data = data + s
        size -= len(s)
    if input.read(1) != ',': raise IOError, 'missing netstring terminator'
    return data

def parse_env(headers):
    items = headers.split('\0')
    items = items[:-1]
    assert len(items) % 2 == 0, 'malformed headers'
    env = {}
    for i in range(0, len(items), 2):
        env[items[i]] = items[i + 1]
    return env

class Template:
    cache = {}
    def __new__(cls, *args): return object.__new__(cls)
    def __init__(self, text):
        self.parts = re.split(r'(\{\{.*?\}\})', text)
    def render(self, **names):
        out = cStringIO.StringIO()
        for part in self.parts:
            if part[:2] == '{{':
                expr = part[2:-2].strip()
                filters = expr.split('|')
                value = reduce(lambda v, f: getattr(self, 'f_' + f)(v), filters[1:], names.get(filters[0], ''))
                if isinstance(value, unicode): value = value.encode('utf-8')
                out.write(str(value))
            else:
                out.write(part)
        return out.getvalue()
    def f_h(self, s): return escape(s, 1)
    def f_u(self, s): return quote(s)
    def f_up(self, s): return s.upper()
    def f_len(self, s): return len(s)
    def f_hex(self, s): return '-'.join(['%x' % ord(c) for c in s])
    def f_text(self, s): return unicode(s, 'utf-8', 'replace')

Template.page = Template('<p title="{{name|h}}">{{name}} {{name|up}} {{name|len}} {{name|text|len}} {{name|hex}} {{name|u}} {{nothing}}</p>\n')

class Session(dict):
    def dumps(self):
        data = base64.urlsafe_b64encode(pickle.dumps(sorted(self.items()), 2))
        return data + '.' + hmac.new(SECRET, data, hashlib.md5).hexdigest()
    @staticmethod
    def loads(text):
        data, dot, mac = text.rpartition('.')
        if hmac.new(SECRET, data, hashlib.md5).hexdigest() != mac:
            raise ValueError, 'forged'
        return Session(pickle.loads(base64.urlsafe_b64decode(data)))

routes = []
def route(pattern):
    def add(f):
        routes.append((re.compile(pattern + '$'), f))
        return f
    return add

@route('/hello/(.*)')
def hello(app, name):
    return Template.page.render(name=unquote(name))

@route('/form')
def form(app):
    pairs = parse_qsl(app.env.get('QUERY_STRING', ''), 1) + parse_qsl(app.body)
    return ''.join(['%s=%r\n' % pair for pair in pairs]) + urlencode(pairs) + '\n'

@route('/count')
def count(app):
    n = app.session['n'] = app.session.get('n', 0) + 1
    app.session['who'] = app.session.get('who', '\xe9')
    return '%d %s\n' % (n, app.session['who'])

@route('/go')
def go(app):
    raise Redirect(urljoin('http://h/a/b?c', '../' + quote_plus('d \xe9')))

@route('/fail')
def fail(app):
    return 1 / 0

class App(SocketServer.StreamRequestHandler):
    def handle(self):
        self.env = parse_env(ns_reads(self.rfile))
        self.body = self.rfile.read(int(self.env['CONTENT_LENGTH']))
        self.session = Session()
        jar = Cookie.SimpleCookie()
        if self.env.has_key('HTTP_COOKIE'):
            jar.load(self.env['HTTP_COOKIE'])
            try:
                self.session = Session.loads(jar['s'].value)
            except (KeyError, ValueError), e:
                print 'no session:', e
        headers = [('Content-Type', 'text/html')]
        status = '200 OK'
        try:
            for pattern, f in routes:
                match = pattern.match(self.env['SCRIPT_NAME'])
                if match:
                    content = apply(f, (self,) + match.groups())
                    break
            else:
                raise NotFound, self.env['SCRIPT_NAME']
        except HTTPError, e:
            status = '%d %s' % (e.code, e.__class__.__name__)
            content = str(e) + '\n'
        except:
            etype, evalue, tb = sys.exc_info()
            status, content = '500 Oops', traceback.format_exception_only(etype, evalue)[0].split(':')[0] + '\n'
        if self.session:
            headers.append(('Set-Cookie', '%s %d' % (Session.loads(self.session.dumps()) == self.session, len(self.session.dumps()) > 40)))
        headers.append(('Content-Length', str(len(content))))
        self.wfile.write('Status: %s\r\n' % status)
        for pair in headers: self.wfile.write('%s: %s\r\n' % pair)
        self.wfile.write('\r\n' + content)

if __name__ == '__main__':
    srv = SocketServer.ThreadingTCPServer(('127.0.0.1', 0), App)
    print 'scgi on port', srv.server_address[1]
    srv.serve_forever()
