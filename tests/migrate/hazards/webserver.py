"""Pages, forms and files over HTTP."""

import BaseHTTPServer
import base64
import cgi
import json
import os
import urllib2

PAGE = """<html><body>%s</body></html>"""
TYPES = {'.html': 'text/html', '.png': 'image/png'}


class Pages(BaseHTTPServer.BaseHTTPRequestHandler):

    def do_GET(self):
        if self.path == '/status':
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({'ok': True}))                  #: CS216
        elif self.path.startswith('/file/'):
            self.file(self.path[6:])
        elif self.path == '/feed':
            self.feed()
        else:
            self.send_response(404)
            self.end_headers()
            self.wfile.write(PAGE % 'not here')                         #: CS216
            print >>self.wfile, '<hr>'                                  #: CS216

    def file(self, name):
        extension = os.path.splitext(name)[1]
        self.send_response(200)
        self.send_header('Content-Type', TYPES.get(extension, 'text/plain'))
        self.end_headers()
        page = open(name)
        self.wfile.write(page.read())                                   #: CS216
        page.close()
        image = open(name, 'rb')
        self.wfile.write(image.read())

    def feed(self):
        answer = urllib2.urlopen('http://localhost:8000/feed')
        body = answer.read()
        self.wfile.write('<pre>' + body + '</pre>')                     #: CS212
        if body.startswith('<?xml'):                                    #: CS211
            self.wfile.write(body)

    def do_POST(self):
        length = int(self.headers.get('Content-Length', 0))
        body = self.rfile.read(length)
        fields = body.split('&')                                        #: CS211
        for field in fields:
            name, value = field.split('=')                              #: CS211
            if name == 'user':                                          #: CS201
                self.log_message('user is %s', value)
        secret = base64.b64encode('user:secret')                        #: CS217
        header = 'Basic ' + secret                                      #: CS212
        log = open('posts.log', 'a')
        log.write(body)                                                 #: CS218
        log.close()
        self.send_response(200)
        self.end_headers()
        self.wfile.writelines(['thank ', 'you'])                        #: CS216


def fetch(url, data):
    request = urllib2.Request(url, 'a=b')                               #: CS217
    return urllib2.urlopen(request).read().replace('\r', '')            #: CS211


if __name__ == '__main__':
    BaseHTTPServer.HTTPServer(('', 8000), Pages).serve_forever()
