#!/usr/bin/env python
# One program, three servers: handlers made by functions, given request and files to others.
import SocketServer, threading, socket, sys, time, os, select

class Buffer(object):
    def __init__(self):
        self.parts = []
    def __iadd__(self, data):
        self.parts.append(data)
        return self
    def lines(self):
        text = ''.join(self.parts)
        self.parts = [text[text.rfind('\n') + 1:]]
        return text.split('\n')[:-1]

def read_reply(sock, end='\r\n'):
    reply = ''
    while not reply.endswith(end):
        c = sock.recv(1)
        if c == '': break
        reply += c
    return reply

def relay(rfile, wfile, translate=None):
    """Copies lines, translated."""
    for line in rfile:
        words = line.split()
        if words and words[0] in translate:
            words[0] = translate[words[0]]
        wfile.write(' '.join(words) + '\n')
        if words == ['end']: return len(line)

def send_parts(request, *parts):
    for part in parts:
        request.send(part)

def make_handler(backend, table):
    class Handler(SocketServer.StreamRequestHandler):
        def handle(self):
            kind = self.rfile.readline().strip()
            if kind == 'relay':
                n = relay(self.rfile, self.wfile, table)
                self.wfile.write(str(n))
            elif kind == 'ask':
                s = socket.create_connection(backend, 5)
                f = s.makefile()
                s.sendall(self.rfile.readline())
                self.wfile.write('backend said ' + f.readline())
                f.close()
                s.close()
            elif kind == 'raw':
                s = socket.socket()
                s.connect(backend)
                s.send('raw \xe9\n')
                first = read_reply(s, '\n')
                s.shutdown(socket.SHUT_WR)
                send_parts(self.request, first, '|', first[-2], '|', '%r' % first)
            elif kind == 'udp':
                s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                s.settimeout(5)
                s.sendto('ping ' + self.rfile.readline().rstrip(), self.server.udp.server_address)
                data, address = s.recvfrom(1024)
                if data[:4] == 'pong':
                    self.wfile.write(data[4:] + address[0] + '\n')
            elif kind == 'buffer':
                b = Buffer()
                for part in iter(lambda: self.rfile.read(3), ''):
                    b += part
                self.wfile.write('+'.join(b.lines()))
            else:
                self.wfile.write({'': 'empty', '\xe9': 'e acute'}.get(kind, kind))
    return Handler

class Backend(SocketServer.BaseRequestHandler):
    def handle(self):
        b = Buffer()
        while True:
            data = self.request.recv(4)
            if not data: break
            b += data
            for line in b.lines():
                self.request.sendall('<' + line.strip() + '>' + '\n')

class Udp(SocketServer.BaseRequestHandler):
    def handle(self):
        data, sock = self.request
        sock.sendto(data.replace('ping', 'pong'), self.client_address)

def start(server):
    t = threading.Thread(target=server.serve_forever, name='server')
    t.setDaemon(1)
    t.start()
    return server

def main():
    backend = start(SocketServer.ThreadingTCPServer(('127.0.0.1', 0), Backend))
    backend.daemon_threads = True
    table = dict((w.upper(), w) for w in ['one', 'end'])
    table['\xfcber'] = 'over'
    front = SocketServer.ThreadingTCPServer(('127.0.0.1', 0), make_handler(backend.server_address, table))
    front.daemon_threads = True
    front.udp = start(SocketServer.UDPServer(('127.0.0.1', 0), Udp))
    print 'front on port %d' % front.server_address[1]
    front.serve_forever()

if __name__ == '__main__':
    main()
