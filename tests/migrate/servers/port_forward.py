#!/usr/bin/env python
# Forwards a port; raw sockets and select, and a server of the library behind it.
import select, sys, thread, time
from socket import *
import SocketServer

class Echo(SocketServer.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write('<' + line[:-1] + '>\n')
            if line == 'end\n': break

class Forwarder:
    def __init__(self, target):
        self.target = target
        self.listener = socket(AF_INET, SOCK_STREAM)
        self.listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        self.listener.bind(('127.0.0.1', 0))
        self.listener.listen(5)
        self.input_list = [self.listener]
        self.channel = {}
        self.counts = {'in': 0, 'out': 0}

    def main_loop(self):
        while 1:
            inputready, outputready, exceptready = select.select(self.input_list, [], [])
            for self.s in inputready:
                if self.s == self.listener:
                    self.on_accept()
                    break
                try:
                    self.data = self.s.recv(4096)
                except error, (code, message):
                    self.data = ''
                if len(self.data) == 0:
                    self.on_close()
                    break
                else:
                    self.on_recv()

    def on_accept(self):
        clientsock, clientaddr = self.listener.accept()
        forward = socket(AF_INET, SOCK_STREAM)
        try:
            forward.connect(self.target)
        except Exception, e:
            print e
            clientsock.close()
            return
        print clientaddr[0], "has connected"
        self.input_list.append(clientsock)
        self.input_list.append(forward)
        self.channel[clientsock] = forward
        self.channel[forward] = clientsock

    def on_close(self):
        print "closing", self.counts['in'], self.counts['out']
        out = self.channel[self.s]
        self.input_list.remove(self.s)
        self.input_list.remove(self.channel[self.s])
        self.channel[out].close()
        self.channel[self.s].close()
        del self.channel[out]
        del self.channel[self.s]

    def on_recv(self):
        data = self.data
        # here we can parse and/or modify the data before send forward
        if data[0] == '!':
            data = data[1:].swapcase()
        if data.startswith('stat\n'):
            self.s.send('in %(in)d, out %(out)d\n' % self.counts)
            return
        self.counts['in'] += len(data)
        self.channel[self.s].send(data)
        self.counts['out'] += 1

server = SocketServer.ThreadingTCPServer(('127.0.0.1', 0), Echo)
server.daemon_threads = True
thread.start_new_thread(server.serve_forever, ())
forwarder = Forwarder(server.server_address)
print 'forwarding on port', forwarder.listener.getsockname()[1], server.socket.getsockname()[1]
try:
    forwarder.main_loop()
except KeyboardInterrupt:
    print "Ctrl C - Stopping server"
    sys.exit(1)
