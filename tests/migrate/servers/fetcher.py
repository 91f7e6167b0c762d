#!/usr/bin/env python
# Fetches pages for terminals that cannot, and cuts the tags out. Has a small site of its own.
import urllib, urllib2, httplib, re, threading, base64, sys
from urlparse import urlparse, urljoin
import SocketServer, BaseHTTPServer, Cookie
from HTMLParser import HTMLParser
import htmlentitydefs

class Site(BaseHTTPServer.BaseHTTPRequestHandler):
    def do_GET(self):
        auth = self.headers.getheader('Authorization')
        if self.path == '/private':
            if auth is None or base64.b64decode(auth.split()[1]) != 'ann:p\xe4ss':
                self.send_response(401)
                self.send_header('WWW-Authenticate', 'Basic realm="site"')
                self.end_headers()
                self.wfile.write('no\n')
                return
        self.send_response(200)
        self.send_header('Content-Type', 'text/html')
        cookie = Cookie.SimpleCookie()
        cookie['seen'] = 'yes'
        self.send_header('Set-Cookie', cookie.output(header='').strip())
        self.end_headers()
        self.wfile.write('<html><title>P\xe4ge %s</title><a href="/next?a=1&amp;b">n\xfcxt</a> <a href="other">o</a></html>\n' % self.path)

    def do_POST(self):
        data = self.rfile.read(int(self.headers['Content-Length']))
        self.send_response(200)
        self.end_headers()
        for pair in data.split('&'):
            name, value = map(urllib.unquote_plus, pair.split('=', 1))
            self.wfile.write('%s is %s\n' % (name, value))

    def log_message(self, *args):
        pass

class Links(HTMLParser):
    def __init__(self):
        HTMLParser.__init__(self)
        self.links = []
    def handle_starttag(self, tag, attrs):
        if tag == 'a':
            self.links.append(dict(attrs)['href'])

class Terminal(SocketServer.StreamRequestHandler):
    def handle(self):
        base = 'http://127.0.0.1:%d' % self.server.site.server_port
        for line in self.rfile:
            command, arg = line.strip().split(' ', 1)
            if command == 'get':
                page = urllib2.urlopen(base + arg).read()
                self.wfile.write(re.sub('<[^>]*>', '', page))
            elif command == 'title':
                page = urllib.urlopen(base + arg)
                self.wfile.write(str(page.getcode()) + ' ' + re.search('<title>(.*)</title>', page.read()).group(1) + '\n')
            elif command == 'links':
                parser = Links()
                parser.feed(urllib2.urlopen(base + arg).read().decode('latin-1'))
                for link in parser.links:
                    self.wfile.write(urlparse(urljoin(base + arg, link)).path + ' ')
                self.wfile.write('\n')
            elif command == 'post':
                name, value = arg.split('=')
                data = urllib.urlencode({name: value})
                self.wfile.write(data + ' ' + urllib2.urlopen(base + '/form', data).read())
            elif command == 'head':
                connection = httplib.HTTPConnection('127.0.0.1', self.server.site.server_port)
                connection.request('GET', arg)
                response = connection.getresponse()
                body = response.read()
                self.wfile.write('%d %s %s %d\n' % (response.status, response.reason, response.getheader('set-cookie'), len(body)))
            elif command == 'login':
                request = urllib2.Request(base + '/private')
                request.add_header('Authorization', 'Basic ' + base64.b64encode(arg))
                try:
                    self.wfile.write(urllib2.urlopen(request).read())
                except urllib2.HTTPError, e:
                    self.wfile.write('%d %s' % (e.code, e.read()))
            elif command == 'quote':
                self.wfile.write(urllib.quote(arg) + ' ' + urllib.quote_plus(arg, '/') + ' ' + urllib.unquote(urllib.quote(arg)) + '\n')

site = BaseHTTPServer.HTTPServer(('127.0.0.1', 0), Site)
t = threading.Thread(target=site.serve_forever)
t.setDaemon(True)
t.start()
server = SocketServer.ThreadingTCPServer(('127.0.0.1', 0), Terminal)
server.daemon_threads = True
server.site = site
print 'fetcher on port %d' % server.server_address[1]
server.serve_forever()
