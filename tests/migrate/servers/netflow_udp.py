#!/usr/bin/env python
import socket, struct, SocketServer, sys, threading
from socket import inet_ntoa, inet_aton, ntohl, ntohs, htons
from struct import unpack, calcsize
from optparse import OptionParser

SIZE_OF_HEADER = 24
SIZE_OF_RECORD = 48
PROTO = {6: 'tcp', 17: 'udp', 1: 'icmp'}
totals = {}

class FlowHeader:
    FORMAT = '!HHIIIIBBH'
    def __init__(self, data):
        (self.version, self.count, self.uptime, self.epoch, self.nsec, self.sequence,
            self.etype, self.eid, self.sampling) = unpack(self.FORMAT, data[:calcsize(self.FORMAT)])

class Record:
    def __init__(self, base, buf):
        self.saddr = inet_ntoa(buf[base+0:base+4])
        self.daddr = inet_ntoa(buf[base+4:base+8])
        self.pcount = socket.ntohl(struct.unpack('=I', buf[base+16:base+20])[0])
        self.bcount = ntohl(struct.unpack('=I', buf[base+20:base+24])[0])
        self.sport = ntohs(struct.unpack('=H', buf[base+32:base+34])[0])
        self.dport = ntohs(struct.unpack('=H', buf[base+34:base+36])[0])
        self.flags = ord(buf[base+37])
        self.protocol = ord(buf[base+38])

    def __str__(self):
        return '%s:%s -> %s:%s %s %dp/%db avg %s' % (self.saddr, self.sport, self.daddr, self.dport,
            PROTO.get(self.protocol, self.protocol), self.pcount, self.bcount, self.bcount / self.pcount)

def in_net(ip, (net, bits)):
    mask = (0xffffffffL << (32 - bits)) & 0xffffffffL
    return long(unpack('!L', inet_aton(ip))[0]) & mask == unpack('!L', inet_aton(net))[0] & mask

class Collector(SocketServer.DatagramRequestHandler):
    nets = [('10.0.0.0', 8), ('192.168.16.0', 20)]

    def handle(self):
        buf = self.rfile.read()
        if len(buf) < SIZE_OF_HEADER:
            self.wfile.write('short: ' + buf.encode('hex') + ' ' + str(len(buf)))
            return
        header = FlowHeader(buf)
        if header.version != 5:
            print 'Not NetFlow v5! %d' % header.version
            self.wfile.write('\x00\x05version')
            return
        if header.count <= 0 or header.count >= 1000:
            print >>sys.stderr, 'invalid count', header.count
            return
        for i in range(0, header.count):
            base = SIZE_OF_HEADER + i * SIZE_OF_RECORD
            try:
                r = Record(base, buf)
            except (struct.error, socket.error), e:
                self.wfile.write('record %d of %d is cut\n' % (i, header.count))
                break
            inside = [net for net, bits in self.nets if in_net(r.daddr, (net, bits))]
            totals[r.saddr] = totals.get(r.saddr, 0L) + r.bcount
            print >>self.wfile, r, inside, ('%08o' % r.flags)[-3:]
        top = totals.items()
        top.sort(lambda a, b: -cmp(a[1], b[1]))
        self.wfile.write('top %s %s\n' % top[0])
        self.wfile.write(struct.pack('!Q', header.sequence * 2**20) + 'end \xb5')

class Server(SocketServer.ThreadingMixIn, SocketServer.UDPServer):
    pass

if __name__ == '__main__':
    parser = OptionParser(usage='%prog [-p port]')
    parser.add_option('-p', '--port', type='int', default=0, help='port (%default)')
    parser.add_option('-n', '--net', action='append', dest='nets')
    options, args = parser.parse_args()
    srv = Server(('0.0.0.0', options.port), Collector)
    print 'netflow on port', srv.server_address[1]
    srv.serve_forever()
