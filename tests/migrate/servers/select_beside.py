#!/usr/bin/env python
# Sensors send datagrams to a SocketServer; viewers read from a select() loop of the program's own.
import Queue
import select
import socket
import SocketServer
import sys
import threading

queue = Queue.Queue()
latest = {}

class SensorHandler(SocketServer.DatagramRequestHandler):
    def handle(self):
        line = self.rfile.readline().strip()
        try:
            name, value = line.split('=')
            latest[name] = float(value)
            self.wfile.write('thanks ' + name)
            queue.put((name, value))
        except ValueError, e:
            self.wfile.write('no: %s' % line)

class Viewer:
    def __init__(self, sock):
        self.sock = sock
        self.inbuf = ''
        self.outbuf = ''
        self.filter = ''

    def fileno(self):
        return self.sock.fileno()

    def readable(self):
        data = self.sock.recv(100)
        if not data:
            return False
        self.inbuf = self.inbuf + data
        lines = self.inbuf.split('\n')
        self.inbuf = lines.pop()
        for line in lines:
            if line.endswith('\r'):
                line = line[:-1]
            word, rest = (line.split(None, 1) + ['', ''])[:2]
            if word == 'only':
                self.filter = rest
                self.outbuf += 'only ' + rest + '\r\n'
            elif word == 'all':
                for name in sorted(latest):
                    if name.startswith(self.filter):
                        self.outbuf += '%-8s|%6.2f\r\n' % (name, latest[name])
                self.outbuf += '.\r\n'
            elif word in ('quit', 'exit'):
                return False
            else:
                self.outbuf += '?' + `line` + '\r\n'
        return True

    def writable(self):
        sent = self.sock.send(self.outbuf[:10])
        self.outbuf = self.outbuf[sent:]

def main():
    sensors = SocketServer.UDPServer(('127.0.0.1', 0), SensorHandler)
    t = threading.Thread(target=sensors.serve_forever)
    t.setDaemon(True)
    t.start()
    listener = socket.socket()
    listener.bind(('127.0.0.1', 0))
    listener.listen(5)
    listener.setblocking(0)
    viewers = []
    print 'ports: port %d %d' % (listener.getsockname()[1], sensors.server_address[1])
    helper = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for reading in ['inside=21.5', 'au\xdfen=-3', 'bad', 'a=b=c', '\xb5 = 1']:
        helper.sendto(reading + '\n', sensors.server_address)
        print helper.recv(100)
    print 'queued', queue.qsize(), queue.get()
    while True:
        waiting = [v for v in viewers if v.outbuf != '']
        r, w, x = select.select([listener] + viewers, waiting, [], 1)
        for v in w:
            v.writable()
        for s in r:
            if s is listener:
                sock, addr = listener.accept()
                viewers.append(Viewer(sock))
            elif not s.readable():
                s.sock.close()
                viewers.remove(s)

main()
