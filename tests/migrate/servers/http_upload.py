from BaseHTTPServer import BaseHTTPRequestHandler
import cgi, hashlib

USERS = {'ann': hashlib.md5('salt' + 'p\xe4ss').hexdigest()}

class PostHandler(BaseHTTPRequestHandler):

    def version_string(self):
        return 'Upload'

    def date_time_string(self, *args):
        return 'now'

    def do_POST(self):
        form = cgi.FieldStorage(fp=self.rfile, headers=self.headers, environ={'REQUEST_METHOD': 'POST', 'CONTENT_TYPE': self.headers['Content-Type']})
        user = form['user'].value
        password = form.getvalue('password', '')
        good = USERS.get(user) == hashlib.md5('salt' + password).hexdigest()
        self.send_response(good and 200 or 403)
        self.end_headers()
        self.wfile.write('%s %s %d\n' % (user, good, len(password)))
        for field in sorted(form.keys()):
            item = form[field]
            if item.filename:
                data = item.file.read()
                self.wfile.write('%s (%s) %d bytes %s\n' % (field, item.filename, len(data), hashlib.md5(data).hexdigest()))

if __name__ == '__main__':
    from BaseHTTPServer import HTTPServer
    server = HTTPServer(('localhost', 0), PostHandler)
    print 'Starting server, use <Ctrl-C> to stop; port', server.server_port
    server.serve_forever()
