#!/usr/bin/env python
# Echo server. Sends back whatever it gets, until the client hangs up.
import sys
import SocketServer


class EchoHandler(SocketServer.BaseRequestHandler):

    def setup(self):
        self.count = 0

    def handle(self):
        while 1:
            data = self.request.recv(1024)
            if not data:
                break
            self.count = self.count + len(data)
            self.request.send(data)
        self.request.send(("\n%d bytes\n" % self.count).encode('ascii'))


class EchoServer(SocketServer.TCPServer):
    allow_reuse_address = True


if __name__ == '__main__':
    port = 0
    if len(sys.argv) > 1:
        port = int(sys.argv[1])
    server = EchoServer(('127.0.0.1', port), EchoHandler)
    print('listening on %s:%d' % server.server_address)
    sys.stdout.flush()
    server.serve_forever()
