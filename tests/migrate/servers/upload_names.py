#!/usr/bin/python
"""Takes files by HTTP's PUT, and names them as the client does; a list of them with links."""
import BaseHTTPServer
import errno
import os
import os.path
import posixpath
import shutil
import stat
import tempfile
import time
import urllib
from glob import glob

STORE = os.path.join(os.getcwd(), 'store')

def safe(name):
    name = posixpath.normpath(urllib.unquote(name))
    parts = [part for part in name.split('/') if part and part not in (os.curdir, os.pardir)]
    return os.sep.join(parts)

class PutHandler(BaseHTTPServer.BaseHTTPRequestHandler):
    server_version, sys_version = 'Put/1', ''

    def date_time_string(self, *args):
        return 'now'

    def log_message(self, format, *args):
        pass

    def do_PUT(self):
        name = safe(self.path)
        target = os.path.join(STORE, name)
        folder = os.path.dirname(target)
        if not os.path.isdir(folder):
            os.makedirs(folder)
        left = int(self.headers.getheader('Content-Length', '0'))
        fd, temporary = tempfile.mkstemp(suffix='.' + os.path.basename(name), dir=folder)
        out = os.fdopen(fd, 'wb')
        while left > 0:
            data = self.rfile.read(min(left, 4))
            if not data:
                break
            out.write(data)
            left -= len(data)
        out.close()
        existed = os.path.isfile(target)
        shutil.move(temporary, target)
        os.utime(target, (1000000000, 1000000000))
        self.reply(existed and 200 or 201, '%s %d %s' % (name, os.path.getsize(target), temporary.endswith(name[-1:])))

    def do_GET(self):
        if self.path == '/?disk':       # what other programs see
            self.reply(200, os.popen('find store | LC_ALL=C sort | LC_ALL=C od -An -c').read())
            return
        path = os.path.join(STORE, safe(self.path))
        if os.path.isdir(path):
            entries = glob(os.path.join(path, '*'))
            entries.sort()
            lines = []
            for entry in entries:
                base = os.path.basename(entry)
                when = time.gmtime(os.stat(entry)[stat.ST_MTIME])[0]
                lines.append('<a href="%s">%s</a> %d' % (urllib.quote(base), base, os.path.isdir(entry) or when))
            self.reply(200, '\n'.join(lines))
            return
        try:
            f = file(path, 'rb')
        except IOError, error:
            self.reply(404, '%s: %s' % (error.strerror, path[len(STORE):]))
            return
        self.send_response(200)
        self.end_headers()
        shutil.copyfileobj(f, self.wfile)
        f.close()

    def do_DELETE(self):
        path = os.path.join(STORE, safe(self.path))
        try:
            if os.path.isdir(path):
                work = tempfile.mkdtemp(prefix=os.path.basename(path))
                shutil.move(path, work)
                moved = os.listdir(work)
                shutil.rmtree(work)
                self.reply(200, repr(moved))
            else:
                os.unlink(path)
                self.reply(200, 'gone')
        except OSError, e:
            self.reply(e.errno == errno.ENOENT and 404 or 500, os.path.basename(e.filename))

    def reply(self, code, text):
        self.send_response(code)
        self.send_header('Content-Length', str(len(text)))
        self.end_headers()
        self.wfile.write(text)

if __name__ == '__main__':
    if not os.path.exists(STORE):
        os.mkdir(STORE)
    httpd = BaseHTTPServer.HTTPServer(('127.0.0.1', 0), PutHandler)
    print 'put on port', httpd.server_port
    httpd.serve_forever()
