#!/usr/bin/env python
# answers every A question with one address, or with what the zone says
import socket, struct, sys
import SocketServer

ZONE = {
    'www.example.org': '10.1.2.3',
    'm\xfcnchen.example.org': '10.9.8.7',
}
DEFAULT = '192.168.1.1'

class DNSQuery:
    def __init__(self, data):
        self.data = data
        self.domain = ''
        kind = (ord(data[2]) >> 3) & 15     # Opcode bits
        if kind == 0:                       # Standard query
            ini = 12
            lon = ord(data[ini])
            while lon != 0:
                self.domain += data[ini+1:ini+lon+1] + '.'
                ini += lon + 1
                lon = ord(data[ini])
            self.end = ini + 1
            self.qtype, self.qclass = struct.unpack('!HH', data[self.end:self.end+4])

    def answer(self, ip):
        packet = ''
        if self.domain:
            packet += self.data[:2] + "\x81\x80"
            packet += self.data[4:6] + self.data[4:6] + '\x00\x00\x00\x00'   # Questions and Answers Counts
            packet += self.data[12:self.end+4]                              # Original Domain Name Question
            packet += '\xc0\x0c'                                            # Pointer to domain name
            packet += '\x00\x01\x00\x01\x00\x00\x00\x3c\x00\x04'            # type, class, ttl and data length
            packet += str.join('', map(lambda x: chr(int(x)), ip.split('.')))
        return packet

    def refuse(self, rcode):
        (ident, flags) = struct.unpack('>HH', self.data[0:4])
        return struct.pack('>HHHHHH', ident, flags | 0x8000 | rcode, 0, 0, 0, 0)

    def text(self, words):
        rdata = ''.join([chr(len(w)) + w for w in words])
        head = self.data[0:2] + struct.pack('!5H', 0x8180, 1, 1, 0, 0)
        return head + self.data[12:self.end + 4] + struct.pack('!HHHIH', 0xc00c, 16, 1, 60L, len(rdata)) + rdata

class Handler(SocketServer.DatagramRequestHandler):
    def handle(self):
        data = self.rfile.read()
        if len(data) < 12:
            return
        try:
            q = DNSQuery(data)
            name = q.domain[:-1].lower()
            if q.qtype == 1:
                self.wfile.write(q.answer(ZONE.get(name, DEFAULT)))
            elif q.qtype == 16:
                self.wfile.write(q.text(name.split('.')))
            elif q.qtype == 12:
                addr = socket.inet_aton(name)
                self.wfile.write(data[:2] + addr + socket.inet_ntoa(addr[::-1]))
            else:
                self.wfile.write(q.refuse(4))
            print 'Request: %s -> %s' % (name, q.qtype)
        except:
            self.wfile.write(data[:2] + '\x80\x01')

class Server(SocketServer.ThreadingUDPServer):
    allow_reuse_address = 1

if __name__ == '__main__':
    server = Server(('127.0.0.1', 0), Handler)
    print 'dns on port', server.server_address[1]
    server.serve_forever()
