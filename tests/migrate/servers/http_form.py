#!/usr/bin/env python
import cgi, os, sys, time, urllib, urlparse
from BaseHTTPServer import BaseHTTPRequestHandler, HTTPServer
from SocketServer import ThreadingMixIn

PAGE = """<html><head><title>%(title)s</title></head>
<body><h1>%(title)s</h1>
<p>%(text)s</p>
</body></html>
"""
notes = []

class NoteHandler(BaseHTTPRequestHandler):
    server_version = "Notes/0.1"
    sys_version = ''

    def date_time_string(self, timestamp=None):
        return 'Thu, 01 Jan 1970 00:00:00 GMT'

    def page(self, title, text, code=200):
        body = PAGE % vars()
        self.send_response(code)
        self.send_header("Content-type", "text/html; charset=iso-8859-1")
        self.send_header("Content-Length", len(body))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        scm, netloc, path, params, query, fragment = urlparse.urlparse(self.path, 'http')
        args = urlparse.parse_qs(query)
        if path == '/':
            self.page('Notes', '<br>\n'.join([cgi.escape(n) for n in notes]))
        elif path == '/search':
            words = args.get('q', [''])
            self.page('Search', ', '.join([n for n in notes if words[0] in n]))
        elif path == '/echo':
            agent = self.headers.getheader('User-Agent', 'none')
            has = self.headers.has_key('X-Token') and 'yes' or 'no'
            self.page('Echo', "%s %s %s %s" % (urllib.unquote(path), agent, has, urllib.quote_plus(query)))
        else:
            self.send_error(404, 'File Not Found: %s' % self.path)

    def do_POST(self):
        ctype, pdict = cgi.parse_header(self.headers.getheader('content-type') or '')
        length = int(self.headers.getheader('content-length', 0))
        data = self.rfile.read(length)
        if ctype == 'application/x-www-form-urlencoded':
            form = urlparse.parse_qs(data, keep_blank_values=1)
            note = form['note'][0]
        elif ctype == 'text/plain':
            note = data.strip()
        else:
            self.page('Error', 'bad type %r' % ctype, 415)
            return
        if note in notes:
            self.page('Error', 'twice: ' + note, 409)
            return
        notes.append(note)
        self.send_response(303)
        self.send_header('Location', '/?' + urllib.urlencode([('n', len(notes)), ('q', note)]))
        self.end_headers()

    def do_PUT(self):
        data = ''
        left = int(self.headers['Content-Length'])
        while left > 0:
            chunk = self.rfile.read(min(left, 3))
            data += chunk
            left -= len(chunk)
        self.send_response(200)
        self.end_headers()
        print >>self.wfile, "got", len(data), "bytes:", data[:2].encode('hex'), data

    def log_message(self, format, *args):
        sys.stdout.write("%s - %s\n" % (self.address_string(), format % args))

    def address_string(self):
        return self.client_address[0]

class ThreadedHTTPServer(ThreadingMixIn, HTTPServer):
    """Handle requests in a separate thread."""

if __name__ == '__main__':
    server = ThreadedHTTPServer(('127.0.0.1', 0), NoteHandler)
    print 'Starting server on port %d, use <Ctrl-C> to stop' % server.server_port
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print '^C received, shutting down'
        server.socket.close()
