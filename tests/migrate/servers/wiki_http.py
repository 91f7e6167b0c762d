#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Wiki in one file: pages are files, markup by regular expressions, feeds in XML."""
import BaseHTTPServer, SocketServer, cgi, os, re, sys, time, urllib, difflib, glob, shutil, tempfile, stat, mimetypes, posixpath, string, xmlrpclib, md5, threading
from StringIO import StringIO
from urllib import unquote_plus, quote

DATA = 'wiki-data'
HEADER = '<h1>Wäki: %s</h1>\n'

class PageError(Exception):
    def __init__(self, code, text):
        Exception.__init__(self, code, text)
        self.code, self.text = code, text

class Page:
    def __init__(self, name):
        if not re.match(r'^[\w\x80-\xff]+$', name): raise PageError(400, 'bad name %r' % name)
        self.name = name
        self.path = os.path.join(DATA, quote(name, ''))
    def exists(self): return os.path.isfile(self.path)
    def read(self):
        try: f = open(self.path, 'rb')
        except IOError, (errno, text): raise PageError(404, text)
        try: return f.read()
        finally: f.close()
    def write(self, text):
        fd, temp = tempfile.mkstemp(dir=DATA)
        f = os.fdopen(fd, 'w')
        f.write(text)
        f.close()
        os.chmod(temp, 0644)
        old = self.exists() and self.read() or ''
        os.rename(temp, self.path)
        diff = list(difflib.unified_diff(old.splitlines(1), text.splitlines(1), 'old', 'new', n=0))
        return ''.join(diff[2:])

class Formatter:
    rules = [(r'(?P<emph>\'\'.*?\'\')', 'emph'), (r'(?P<word>\b[A-Z][a-z]+[A-Z][a-z]+\b)', 'word'), (r'(?P<url>http://\S+)', 'url'),
             (r'(?P<ent>[<>&])', 'ent')]
    def __init__(self): self.scan = re.compile('|'.join([r for r, n in self.rules]))
    def emph(self, s): return '<em>%s</em>' % s[2:-2]
    def word(self, s): return '<a href="/%s">%s</a>' % (s, s)
    def url(self, s): return '<a href="%s">%s</a>' % (s, cgi.escape(s))
    def ent(self, s): return {'<': '&lt;', '>': '&gt;', '&': '&amp;'}[s]
    def replace(self, match):
        for kind, hit in match.groupdict().items():
            if hit: return apply(getattr(self, kind), (hit,))
    def format(self, text):
        return '<br>\n'.join([self.scan.sub(self.replace, line) for line in text.split('\n')])

class Handler(BaseHTTPServer.BaseHTTPRequestHandler):
    server_version = 'Wiki'
    formatter = Formatter()
    def log_message(self, format, *args):
        print format % args
    def page_name(self):
        return unquote_plus(self.path.split('?')[0][1:]) or 'FrontPage'
    def do_GET(self):
        try:
            if self.path == '/RecentChanges': return self.recent()
            page = Page(self.page_name())
            text = page.read()
            if self.path.endswith('?raw'): self.reply(200, text, 'text/plain')
            else: self.reply(200, HEADER % page.name + self.formatter.format(text))
        except PageError, e:
            self.reply(e.code, HEADER % e.code + e.text + '\n')
    def do_HEAD(self):
        self.reply(Page(self.page_name()).exists() and 200 or 404, '')
    def do_POST(self):
        form = cgi.parse_qs(self.rfile.read(int(self.headers['Content-length'])))
        try:
            diff = Page(self.page_name()).write(form.get('text', [''])[0].replace('\r\n', '\n'))
        except PageError, e:
            return self.reply(e.code, '%s\n' % (e,))
        self.reply(200, cgi.escape(diff))
    def recent(self):
        names = [os.path.basename(p) for p in glob.glob(os.path.join(DATA, '*'))]
        names.sort(key=str.lower)
        out = StringIO()
        out.write('<?xml version="1.0"?>\n')
        for name in names:
            st = os.stat(os.path.join(DATA, name))
            print >>out, '<page name="%s" size="%d" mode="%o"/>' % (urllib.unquote(name), st[stat.ST_SIZE], stat.S_IMODE(st.st_mode))
        out.write(xmlrpclib.dumps((len(names), 'x<y', [1.5, True]), 'changes'))
        self.reply(200, out.getvalue(), 'text/xml')
    def reply(self, code, body, kind='text/html'):
        self.send_response(code)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', `len(body)`)
        self.send_header('ETag', '"%s"' % md5.new(body).hexdigest()[:8])
        self.end_headers()
        if self.command <> 'HEAD': self.wfile.write(body)

class Server(SocketServer.ThreadingMixIn, BaseHTTPServer.HTTPServer):
    pass

if __name__ == '__main__':
    os.mkdir(DATA)
    Page('FrontPage').write('Welcome to the WikiWiki & \'\'caf\xc3\xa9\'\'\nhttp://x.y/?a&b')
    httpd = Server(('127.0.0.1', 0), Handler)
    print 'wiki on port', httpd.server_port
    httpd.serve_forever()
