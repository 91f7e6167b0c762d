#!/usr/bin/env python
import os, struct, socket, sys, SocketServer
from struct import pack, unpack

RRQ, WRQ, DATA, ACK, ERROR = range(1, 6)
BLOCK = 16

class Transfer:
    """One transfer, on a port of its own."""
    def __init__(self, peer):
        self.sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.sock.bind(('127.0.0.1', 0))
        self.sock.settimeout(5)
        self.peer = peer

    def error(self, code, text):
        self.sock.sendto(pack('!HH', ERROR, code) + text + chr(0), self.peer)

    def send_file(self, f):
        block = 1
        while 1:
            data = f.read(BLOCK)
            self.sock.sendto(pack('!HH', DATA, block) + data, self.peer)
            answer, peer = self.sock.recvfrom(516)
            opcode, number = unpack('!HH', answer[:4])
            if (opcode, number) != (ACK, block):
                self.error(4, 'got %r' % answer)
                return
            if len(data) < BLOCK:
                return
            block += 1

    def receive_file(self, f):
        expected = 1
        self.sock.sendto(pack('!HH', ACK, 0), self.peer)
        while 1:
            packet, peer = self.sock.recvfrom(516)
            if packet[:2] != '\x00\x03':
                self.error(4, 'not data: ' + packet[2:])
                return
            number = unpack('!H', packet[2:4])[0]
            if number == expected:
                f.write(packet[4:])
                expected += 1
            self.sock.sendto('\x00\x04' + packet[2:4], self.peer)
            if len(packet) < BLOCK + 4:
                return

class TFTPHandler(SocketServer.BaseRequestHandler):
    def handle(self):
        packet, sock = self.request
        opcode = unpack('>H', packet[0:2])[0]
        transfer = Transfer(self.client_address)
        if opcode not in (RRQ, WRQ):
            transfer.error(4, 'opcode %d' % opcode)
            return
        name, mode = packet[2:].split('\0')[:2]
        if mode.lower() not in ('octet', 'netascii'):
            transfer.error(0, 'mode ' + mode)
            return
        print opcode == RRQ and 'read' or 'write', name, mode
        try:
            if opcode == RRQ:
                f = file(name, 'rb')
                transfer.send_file(f)
            else:
                f = file(name, 'wb', 0)
                transfer.receive_file(f)
            f.close()
        except IOError, (errno, text):
            transfer.error(errno == 2 and 1 or 0, text + ': ' + name)

class TFTPServer(SocketServer.ThreadingUDPServer):
    max_packet_size = 600

if __name__ == '__main__':
    server = TFTPServer(('127.0.0.1', 0), TFTPHandler)
    print 'tftp on port %d' % server.server_address[1]
    server.serve_forever()
