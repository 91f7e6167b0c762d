#!/usr/bin/env python
# echoes lines over TLS, the way it was done before there were contexts
import SocketServer, ssl, sys, time
from SocketServer import TCPServer, ThreadingMixIn, StreamRequestHandler

class MySSL_TCPServer(TCPServer):
    def __init__(self, server_address, RequestHandlerClass, certfile, keyfile, bind_and_activate=True):
        TCPServer.__init__(self, server_address, RequestHandlerClass, bind_and_activate)
        self.certfile = certfile
        self.keyfile = keyfile

    def get_request(self):
        newsocket, fromaddr = self.socket.accept()
        connstream = ssl.wrap_socket(newsocket, server_side=True, certfile=self.certfile, keyfile=self.keyfile)
        return connstream, fromaddr

class MySSL_ThreadingTCPServer(ThreadingMixIn, MySSL_TCPServer):
    daemon_threads = True

class testHandler(StreamRequestHandler):
    def handle(self):
        cipher = self.connection.cipher()
        if cipher is None:
            self.wfile.write('plain\n')
        data = self.connection.recv(4096)
        while data != '':
            if data[0] == '?':
                self.connection.write('%d bytes, %s\n' % (len(data), data[1:].strip().upper()))
            else:
                self.wfile.write(data)
            data = self.request.read(4096)

if __name__ == '__main__':
    server = MySSL_ThreadingTCPServer(('127.0.0.1', 0), testHandler, 'cert.pem', 'key.pem')
    print 'tls on port', server.server_address[1]
    server.serve_forever()
