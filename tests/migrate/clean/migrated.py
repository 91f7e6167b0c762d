"""On compatsrv: what is received are native strings, on both Pythons."""

from __future__ import print_function

import hashlib
import struct

import compatsrv
import compatsrv as SocketServer

USERS = {'root': 1}


class Lines(SocketServer.NativeStreamRequestHandler):
    def setup(self):
        SocketServer.NativeStreamRequestHandler.setup(self)
        self.buffer = ''

    def handle(self):
        for line in self.rfile:
            self.buffer += line
            if line.strip() == 'quit' or line[0] == '#':
                break
            words = line.split(' ')
            if words[0] in ('a', 'b') or 'x' in words:
                self.wfile.write('you said %s\r\n' % line)
            print('got', line, USERS.get(line))
            number, name = struct.unpack('!I4s', compatsrv.b(line[:8]))
            if compatsrv.n(name) == 'name':
                self.wfile.write(hashlib.md5(compatsrv.b(line)).hexdigest())
            answer(self, ord(line[0]))


class Datagrams(SocketServer.BaseRequestHandler):
    strings = 'native'

    def handle(self):
        data, sock = self.request
        if data.startswith('x'):
            sock.sendto('y' + data, self.client_address)


def answer(handler, number):
    handler.wfile.write('%d' % number)
    handler.request.send('x')


def ask(address):
    sock = compatsrv.connect(address)
    sock.sendall('hello')
    answer = ''
    while True:
        part = sock.recv(100)
        if part == '':
            break
        answer += part
    return answer.split('\n')
