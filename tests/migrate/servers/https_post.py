#!/usr/bin/env python
import BaseHTTPServer, SimpleHTTPServer
import ssl, cgi, urlparse, sys, json

class Handler(SimpleHTTPServer.SimpleHTTPRequestHandler):
    server_version = 'Hook'
    sys_version = ''

    def log_message(self, format, *args):
        sys.stdout.write('%s\n' % (format % args))

    def do_POST(self):
        content_len = int(self.headers.getheader('content-length', 0))
        post_body = self.rfile.read(content_len)
        if self.headers.get('content-type') == 'application/json':
            message = json.loads(post_body)
            text = 'json: %s' % ', '.join(sorted(message.keys()))
        else:
            fields = urlparse.parse_qs(post_body)
            text = 'form: %s' % '; '.join('%s=%s' % (k, v[0]) for k, v in sorted(fields.iteritems()))
        if 'secret' in post_body:
            text += '!'
        self.wfile.write("HTTP/1.0 200 OK\r\n\r\n")
        self.wfile.write(text.encode('ascii', 'replace') if isinstance(text, unicode) else text)

if __name__ == '__main__':
    httpd = BaseHTTPServer.HTTPServer(('localhost', 0), Handler)
    httpd.socket = ssl.wrap_socket(httpd.socket, keyfile='key.pem', certfile='cert.pem', server_side=True)
    print 'https on port', httpd.server_address[1]
    httpd.serve_forever()
