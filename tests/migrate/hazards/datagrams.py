"""A name service and a counter of syslog lines, over UDP."""

import socket
import struct
from SocketServer import BaseRequestHandler, DatagramRequestHandler, ThreadingUDPServer, UDPServer

NAMES = {'localhost': '127.0.0.1', 'gateway': '10.0.0.1'}


class Names(BaseRequestHandler):
    def handle(self):
        data = self.request[0].strip()
        sock = self.request[1]
        print 'asked for', data                                         #: CS206
        address = NAMES.get(data, '0.0.0.0')                            #: CS204
        sock.sendto(address, self.client_address)                       #: CS216
        sock.sendto(socket.inet_aton(address), self.client_address)


class Pair(BaseRequestHandler):
    def handle(self):
        packet, sock = self.request
        kind = ord(packet[0])                                           #: CS210
        if kind == 1:
            sock.sendto(packet[1:].upper() + '\n', self.client_address)     #: CS212
        elif packet[1] == 'x':                                          #: CS201
            sock.sendto(struct.pack('!H', 1) + 'gone', self.client_address)     #: CS212
        for char in packet:
            if ord(char) > 127:                                         #: CS210
                return
        checksum = sum(map(ord, packet))                                #: CS210
        return checksum


class Syslog(DatagramRequestHandler):
    counts = {}

    def handle(self):
        for line in self.rfile:
            fields = line.rstrip().split(' ', 2)                        #: CS211
            self.counts[fields[0]] = self.counts.get(fields[0], 0) + 1
            if 'error' in line:                                         #: CS213
                self.wfile.write('seen\n')                              #: CS216


class Header(BaseRequestHandler):
    def handle(self):
        data = self.request[0]
        magic, length = struct.unpack('!4sI', data[:8])
        if magic != 'HEAD':                                             #: CS201
            return
        self.request[1].sendto('%s %d' % (magic, length), self.client_address)      #: CS203 CS216


def client(address):
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.sendto('localhost', address)                                   #: CS216
    answer, peer = sock.recvfrom(512)
    if answer == '127.0.0.1':                                           #: CS201
        return 'it is ' + answer                                        #: CS212
    return '%s from %s' % (answer, peer)                                #: CS203


if __name__ == '__main__':
    server = UDPServer(('', 0), Names)
    server.request_queue_size = 10                                      #: CS303
    server.serve_forever()
