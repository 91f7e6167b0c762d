#!/usr/bin/env python
# -*- coding: cp1251 -*-
# Guestbook: BaseHTTPServer, cgi.FieldStorage, cookies, gzip.
import BaseHTTPServer, cgi, Cookie, gzip, StringIO, cStringIO, htmlentitydefs, HTMLParser, os, shutil, string, sys, urllib, urlparse
from SocketServer import ThreadingMixIn
from xml.sax.saxutils import escape, quoteattr

PAGE = string.Template('<html><head><title>$title</title></head>\n<body>$body</body></html>\n')
GREETING = 'PRIVET, MIR'.replace('PRIVET', '\xcf\xf0\xe8\xe2\xe5\xf2')
UGREETING = u'\u041f\u0440\u0438\u0432\u0435\u0442'
entries = []

class Tags(HTMLParser.HTMLParser):
    def __init__(self):
        HTMLParser.HTMLParser.__init__(self)
        self.text = []
    def handle_data(self, data):
        self.text.append(data)
    def handle_entityref(self, name):
        self.text.append(unichr(htmlentitydefs.name2codepoint[name]).encode('cp1251', 'replace'))

def strip_tags(s):
    t = Tags()
    t.feed(s)
    t.close()
    return ''.join(t.text)

class GuestHandler(BaseHTTPServer.BaseHTTPRequestHandler):
    server_version = 'Guest/0.1'
    protocol_version = 'HTTP/1.0'

    def do_GET(self):
        scheme, netloc, path, params, query, fragment = urlparse.urlparse(self.path)
        args = cgi.parse_qs(query, keep_blank_values=1)
        name = 'page_' + (path.strip('/') or 'index')
        if hasattr(self, name):
            getattr(self, name)(args)
        else:
            self.page('none', 'No page %s' % urllib.unquote(path))

    def page_index(self, args):
        jar = Cookie.SimpleCookie(self.headers.get('cookie'))
        visits = 0
        if jar.has_key('visits'):
            visits = int(jar['visits'].value)
        jar['visits'] = visits + 1
        jar['visits']['path'] = '/'
        body = GREETING + '<br>' + '<br>'.join(['%s: %s' % (escape(who), text) for who, text in entries])
        self.page('index', body, [jar.output()])

    def page_search(self, args):
        needle = args.get('q', [''])[0]
        found = filter(lambda (who, text): needle.lower() in text.lower(), entries)
        self.page('search ' + quoteattr(needle), `len(found)` + (found and ' ' + found[0][1] or ''))

    def page_utf(self, args):
        text = UGREETING + u', ' + args['who'][0].decode('utf-8')
        self.send_response(200)
        self.send_header('Content-Type', 'text/plain; charset=utf-8')
        data = text.encode('utf-8')
        self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        self.wfile.write('\n%s' % text.encode('cp1251'))

    def page_form(self, args):
        out = StringIO.StringIO()
        print >>out, '<form>',
        for key in sorted(args):
            print >>out, '<input name="%s" value=%s>' % (cgi.escape(key, True), quoteattr(args[key][0])),
        print >>out, '</form>'
        print >>out, urllib.urlencode([(k, v[0]) for k, v in sorted(args.items())]), urllib.quote_plus('\xcf &')
        self.page('form', out.getvalue())

    def page(self, title, body, headers=()):
        text = PAGE.substitute(title=title, body=body)
        gz = 'gzip' in self.headers.getheader('Accept-Encoding', '')
        if gz:
            buf = cStringIO.StringIO()
            f = gzip.GzipFile(mode='wb', fileobj=buf, compresslevel=6)
            f.write(text)
            f.close()
            text = gzip.GzipFile(fileobj=cStringIO.StringIO(buf.getvalue())).read().upper() + str(len(buf.getvalue()) > 20)
        self.send_response(200, 'Fine')
        for line in headers:
            self.wfile.write(line + '\r\n')
        self.send_header('Content-Type', 'text/html; charset=windows-1251')
        self.send_header('Content-Length', len(text))
        self.end_headers()
        shutil.copyfileobj(cStringIO.StringIO(text), self.wfile)

    def do_POST(self):
        ctype, pdict = cgi.parse_header(self.headers.getheader('content-type'))
        if ctype == 'multipart/form-data':
            form = cgi.FieldStorage(fp=self.rfile, headers=self.headers,
                                    environ={'REQUEST_METHOD': 'POST', 'CONTENT_TYPE': self.headers['Content-Type']})
            item = form['file']
            data = item.file.read()
            entries.append((item.filename, '%d bytes %s' % (len(data), data[:4].encode('hex'))))
        elif ctype == 'application/x-www-form-urlencoded':
            length = int(self.headers['content-length'])
            form = cgi.parse_qs(self.rfile.read(length))
            entries.append((form['who'][0], strip_tags(form['text'][0])))
        else:
            self.send_response(415)
            self.end_headers()
            return
        self.send_response(303)
        self.send_header('Location', '/')
        self.send_header('X-Entry', entries[-1][1])
        self.end_headers()

    def log_message(self, format, *args):
        print '%s %s' % (self.client_address[0], format % args)

class Server(ThreadingMixIn, BaseHTTPServer.HTTPServer):
    daemon_threads = True

if __name__ == '__main__':
    httpd = Server(('127.0.0.1', 0), GuestHandler)
    print 'guestbook on port', httpd.socket.getsockname()[1]
    httpd.serve_forever()
