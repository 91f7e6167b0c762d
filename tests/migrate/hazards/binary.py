"""Frames: a header that struct packs, a body, a checksum; ciphers over bytes."""

import binascii
import cPickle
import hmac
import os
import SocketServer
import struct
import zlib

KEY = 'secret'
FRAME = struct.Struct('!BH4s')


class FrameHandler(SocketServer.BaseRequestHandler):

    def receive(self, size):
        data = ''
        while len(data) < size:
            part = self.request.recv(size - len(data))
            if not part:
                raise EOFError('%d of %d' % (len(data), size))
            data += part                                                #: CS212
        return data

    def handle(self):
        kind, length, tag = FRAME.unpack(self.receive(FRAME.size))
        body = self.receive(length)
        if tag == 'ping':                                               #: CS201
            self.answer('pong')
        elif tag in ('load', 'save'):                                   #: CS204
            self.answer(cPickle.dumps(body))
        if body[0] in 'abc':                                            #: CS213
            self.answer(body)
        plain = ''.join([chr(ord(char) ^ 0x5a) for char in body])       #: CS210
        self.answer(plain)
        if isinstance(body, str):                                       #: CS207
            self.answer(str(len(body)))
        mac = hmac.new(KEY, body)                                       #: CS217
        self.request.sendall(mac.digest())
        self.request.sendall(mac.hexdigest())                           #: CS216

    def answer(self, text):
        head = struct.pack('!BH', 1, len(text))
        packed = zlib.compress('head' + KEY)                            #: CS217
        name = struct.pack('4s', 'name')                                #: CS217
        self.request.sendall(head + text)                               #: CS212
        self.request.sendall(head + name + packed)
        code = binascii.hexlify(head)
        print 'sent ' + code                                            #: CS212
        if code == '0100':                                              #: CS201
            self.request.send(os.urandom(4) + '\x00\x01')               #: CS212
        number = '\x01' + struct.pack('!I', 7)                          #: CS212
        return number


def load(path):
    saved = open(path, 'rb').read()
    if saved[:2] == 'PK':                                               #: CS201
        return saved.split('\x00')                                      #: CS211
    out = open(path + '.new', 'wb')
    out.write('new')                                                    #: CS217
    return cPickle.loads('N.')                                          #: CS217


class Late(SocketServer.StreamRequestHandler):
    def __init__(self, request, client_address, server):
        SocketServer.StreamRequestHandler.__init__(self, request, client_address, server)
        self.frames = 0                                                 #: CS304

    def handle(self):
        self.timeout = 5                                                #: CS303
        line = self.rfile.readline()
        while line:
            key, value = line.split(':')                                #: CS211
            if key < 'm':                                               #: CS220
                self.wfile.write(value.encode('utf-8'))                 #: CS219
            line = self.rfile.readline()
