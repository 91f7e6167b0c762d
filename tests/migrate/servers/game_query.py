#!/usr/bin/env python
# Answers the queries of a game's server browser, and its remote console.
import SocketServer, struct, sys, zlib, cStringIO, random, threading, array

A2S_INFO = '\xff\xff\xff\xff\x54'
A2S_PLAYER = '\xff\xff\xff\xff\x55'
A2S_RULES = '\xff\xff\xff\xffV'

class Packet(object):
    def __init__(self, data=''):
        self.data = data
        self.pos = 0
    def byte(self, n=None):
        if n is None:
            self.pos += 1
            return struct.unpack('<B', self.data[self.pos-1])[0]
        self.data += struct.pack('<B', n)
    def short(self, n):
        self.data += struct.pack('<h', n)
    def long(self, n):
        self.data += struct.pack('<l', n)
    def float(self, n):
        self.data += struct.pack('<f', n)
    def string(self, s=None):
        if s is not None:
            self.data += s + '\x00'
            return
        end = self.data.index('\x00', self.pos)
        s = self.data[self.pos:end]
        self.pos = end + 1
        return s
    def __str__(self):
        return self.data
    def __len__(self):
        return len(self.data)

players = [('\xc4nn', 12, 61.5), ('b\xffb', -3, 7.25)]

class QueryHandler(SocketServer.BaseRequestHandler):
    def handle(self):
        data, sock = self.request
        out = Packet('\xff\xff\xff\xff')
        if data.startswith(A2S_INFO):
            q = Packet(data[5:])
            if q.string() != 'Source Engine Query':
                return sock.sendto('bad', self.client_address)
            out.byte(0x49)
            out.byte(17)
            for s in ('Server \xe9', 'map', 'folder', 'game'):
                out.string(s)
            out.short(240)
            out.byte(len(players))
            out.data += 'dl' + '\x00\x01'
        elif data[:5] == A2S_PLAYER:
            challenge = data[5:9]
            if challenge == '\xff' * 4:
                out.data += 'A' + struct.pack('>L', 0xcafe00ff)
            elif struct.unpack('>L', challenge)[0] == 0xcafe00ff:
                out.data += 'D' + chr(len(players))
                for i, (name, score, seconds) in enumerate(players):
                    out.byte(i)
                    out.string(name)
                    out.long(score)
                    out.float(seconds)
            else:
                out.string('bad challenge %s' % challenge.encode('hex'))
        elif data[:5] == A2S_RULES:
            rules = zlib.compress('a\x001\x00b\xe9\x002\x00')
            crc = struct.pack('<l', zlib.crc32(rules))
            out.data = '\xfe\xff\xff\xff' + crc + zlib.decompress(rules)
        elif data[4:6] == 'ad':
            bytes = array.array('B', data[6:])
            bytes.reverse()
            checksum = 0
            for c in data[6:]:
                checksum = (checksum * 31 + ord(c)) & 0xffffffffL
            out.data += bytes.tostring() + hex(checksum).rstrip('L')
        elif data[4:9] == 'rcon ':
            args = data[9:].rstrip('\n\x00').split(' ')
            if args.pop(0).strip('"') != 's\xe9cret':
                out.string('Bad rconpassword.')
            else:
                f = cStringIO.StringIO()
                for n, arg in enumerate(args):
                    f.write('%d:%s ' % (n, arg))
                out.string('print\n' + f.getvalue())
        else:
            print 'unknown query', repr(data)
            return
        sock.sendto(str(out), self.client_address)

if __name__ == '__main__':
    server = SocketServer.ThreadingUDPServer(('127.0.0.1', 0), QueryHandler)
    print 'queries on port', server.socket.getsockname()[1]
    server.serve_forever()
