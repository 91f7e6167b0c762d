#!/usr/bin/env python
# All hooks of the framework, overridden.
import socket, sys, time, threading, errno
import SocketServer

class LoggingServer(SocketServer.ThreadingMixIn, SocketServer.TCPServer):
    address_family = socket.AF_INET
    request_queue_size = 7
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        self.events = []
        self.lock = threading.Lock()
        self.banned = set()
        SocketServer.TCPServer.__init__(self, server_address, RequestHandlerClass, bind_and_activate)

    def note(self, text):
        self.lock.acquire()
        self.events.append(text)
        self.lock.release()

    def server_bind(self):
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        SocketServer.TCPServer.server_bind(self)
        self.note('bound')

    def server_activate(self):
        self.note('activated')
        SocketServer.TCPServer.server_activate(self)

    def get_request(self):
        conn, addr = self.socket.accept()
        conn.settimeout(10)
        # the first byte says who it is
        self.who = conn.recv(1)
        return conn, addr

    def verify_request(self, request, client_address):
        if self.who == '\xff' or self.who in self.banned:
            self.note('refused %r' % self.who)
            request.send('go away\n')
            return False
        self.note('verified ' + self.who)
        return True

    def process_request(self, request, client_address):
        self.note('process')
        return SocketServer.ThreadingMixIn.process_request(self, request, client_address)

    def finish_request(self, request, client_address):
        request.send('#')
        self.RequestHandlerClass(request, client_address, self, self.who)

    def handle_error(self, request, client_address):
        etype, evalue = sys.exc_info()[:2]
        self.note('error %s %s' % (etype.__name__, evalue))
        try:
            request.send('error: %s\n' % evalue)
        except:
            pass

    def close_request(self, request):
        self.note('closed')
        SocketServer.TCPServer.close_request(self, request)

class Handler(SocketServer.BaseRequestHandler):
    def __init__(self, request, client_address, server, who):
        self.who = who
        SocketServer.BaseRequestHandler.__init__(self, request, client_address, server)

    def setup(self):
        self.f = self.request.makefile('r+', 0)
        print >>self.f, 'hello', self.who
        return SocketServer.BaseRequestHandler.setup(self)

    def handle(self):
        line = self.f.readline()
        if line.startswith('ban'):
            self.server.banned.add(line[4])
            self.f.write('banned ' + line[4] + '\n')
        elif line.startswith('events'):
            self.f.write(', '.join(self.server.events) + '\n')
        elif line.startswith('boom'):
            raise ValueError, 'boom ' + line[5:-1]
        elif line.startswith('lines'):
            for l in self.f.readlines(1):
                self.f.write('%d %s' % (len(l), l))
        else:
            self.f.write(line[::-1] + '\n')

    def finish(self):
        self.f.close()

if __name__ == '__main__':
    server = LoggingServer(('127.0.0.1', 0), Handler, bind_and_activate=False)
    server.server_bind()
    server.server_activate()
    print 'hooks on port %d' % server.server_address[1]
    try:
        while True:
            server.handle_request()
    except KeyboardInterrupt:
        pass
    server.server_close()
