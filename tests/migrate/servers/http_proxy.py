#!/bin/sh -
"exec" "python" "-O" "$0" "$@"

__doc__ = """Tiny HTTP proxy, with a backend of its own to try it."""

import BaseHTTPServer, select, socket, SocketServer, urlparse, threading

class BackendHandler(SocketServer.StreamRequestHandler):
    def handle(self):
        request = self.rfile.readline()
        headers = []
        length = 0
        while 1:
            line = self.rfile.readline().rstrip('\r\n')
            if not line: break
            headers.append(line)
            name, value = line.split(':', 1)
            if name.lower() == 'content-length':
                length = int(value)
        body = self.rfile.read(length)
        self.wfile.write('HTTP/1.0 200 OK\r\nX-Blob: \xfc\r\n\r\n' + request.strip() + '|' + '|'.join(sorted(headers)) + '|' + body)

class ProxyHandler (BaseHTTPServer.BaseHTTPRequestHandler):
    __base = BaseHTTPServer.BaseHTTPRequestHandler
    __base_handle = __base.handle

    server_version = "TinyHTTPProxy/0.2"
    rbufsize = 0                        # self.rfile Be unbuffered

    def handle(self):
        (ip, port) = self.client_address
        if hasattr(self, 'allowed_clients') and ip not in self.allowed_clients:
            self.raw_requestline = self.rfile.readline()
            if self.parse_request(): self.send_error(403)
        else:
            self.__base_handle()

    def _connect_to(self, netloc, soc):
        i = netloc.find(':')
        if i >= 0:
            host_port = netloc[:i], int(netloc[i+1:])
        else:
            host_port = netloc, 80
        if host_port[0] == 'backend':
            host_port = self.server.backend
        print "\t" "connect to %s" % host_port[0]
        try: soc.connect(host_port)
        except socket.error, arg:
            try: msg = arg[1]
            except: msg = arg
            self.send_error(404, msg)
            return 0
        return 1

    def do_CONNECT(self):
        soc = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            if self._connect_to(self.path, soc):
                self.wfile.write(self.protocol_version + " 200 Connection established\r\n")
                self.wfile.write("Proxy-agent: %s\r\n" % self.server_version)
                self.wfile.write("\r\n")
                self._read_write(soc, 300)
        finally:
            print "\t" "bye"
            soc.close()
            self.connection.close()

    def do_GET(self):
        (scm, netloc, path, params, query, fragment) = urlparse.urlparse(self.path, 'http')
        if scm != 'http' or fragment or not netloc:
            self.send_error(400, "bad url %s" % self.path)
            return
        soc = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            if self._connect_to(netloc, soc):
                self.log_request()
                soc.send("%s %s %s\r\n" % (
                    self.command,
                    urlparse.urlunparse(('', '', path, params, query, '')),
                    self.request_version))
                self.headers['Connection'] = 'close'
                del self.headers['Proxy-Connection']
                for key_val in self.headers.items():
                    soc.send("%s: %s\r\n" % key_val)
                soc.send("\r\n")
                self._read_write(soc)
        finally:
            print "\t" "bye"
            soc.close()
            self.connection.close()

    def _read_write(self, soc, max_idling=20):
        iw = [self.connection, soc]
        ow = []
        count = 0
        while 1:
            count += 1
            (ins, _, exs) = select.select(iw, ow, iw, 3)
            if exs: break
            if ins:
                for i in ins:
                    if i is soc:
                        out = self.connection
                    else:
                        out = soc
                    data = i.recv(8192)
                    if data:
                        out.send(data.replace('\xfc', 'ue'))
                        count = 0
                    else:
                        return
            else:
                print "\t" "idle", count
            if count == max_idling: break

    do_HEAD = do_GET
    do_POST = do_GET
    do_PUT  = do_GET

    def log_message(self, format, *args):
        print format % args

class ThreadingHTTPServer (SocketServer.ThreadingMixIn,
                           BaseHTTPServer.HTTPServer): pass

if __name__ == '__main__':
    backend = SocketServer.TCPServer(('127.0.0.1', 0), BackendHandler)
    thread = threading.Thread(target=backend.serve_forever)
    thread.setDaemon(1)
    thread.start()
    server = ThreadingHTTPServer(('127.0.0.1', 0), ProxyHandler)
    server.backend = backend.server_address
    print "Serving HTTP on %s port %d" % server.server_address
    server.serve_forever()
