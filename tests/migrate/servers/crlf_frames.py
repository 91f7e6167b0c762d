#!/usr/bin/env python
# -*- coding: latin-1 -*-
# Rahmen: Länge (2), Typ (1), Daten, Prüfsumme (1). Für Geräte der Reihe "Grün".
import socket, struct, array, operator
from SocketServer import *

STX, ETX = '\x02', '\x03'
MELDUNG = 'Gerät %s: %d Bytes übertragen\n'

def checksum(data):
    return chr(reduce(operator.xor, map(ord, data), 0))

def checksum2(data):
    return sum(array.array('B', data)) % 256

class Frames(BaseRequestHandler):
    """Sprecher eines Geräts"""

    def setup(self):
        self.data = ''
        self.total = 0
        self.name = '?'

    def more(self):
        new = self.request.recv(8192)
        self.data += new
        return bool(new)

    def frame(self):
        while len(self.data) < 3:
            if not self.more(): return None
        length, kind = struct.unpack('<Hc', self.data[:3])
        while len(self.data) < length + 4:
            if not self.more(): return None
        frame = self.data[:length + 4]
        self.data = self.data[length + 4:]
        if checksum(frame[:-1]) != frame[-1]:
            return kind, None
        return kind, frame[3:-1]

    def send(self, kind, data):
        frame = struct.pack('<Hc', len(data), kind) + data
        self.request.sendall(frame + checksum(frame))

    def handle(self):
        for kind, data in iter(self.frame, None):
            if data is None:
                self.send('\x15', kind)
                continue
            self.total = self.total + len(data)
            if kind == 'N':
                self.name = data
                self.send('\x06', '')
            elif kind in 'DE':
                self.send('\x06', chr(checksum2(data)) + struct.pack('>%ds' % len(data), data[::-1]))
            elif kind == 'S':
                self.send('S', MELDUNG % (self.name, self.total))
            elif kind == 'F':
                self.send('F', struct.pack('!fd5sxH', 1.5, -2.25, data, 0xfffe))
            elif kind == 'P':
                n = struct.unpack_from('!H', data, 1)[0]
                self.send('P', 'ä' * (n % 7) + str(n))
            elif kind == 'U':
                self.send('U', unicode(data, 'latin-1').encode('utf-8') + u'gr\xfcn'.encode('latin-1'))
            else:
                self.send('\xff', 'unbekannt: ' + repr(kind))
        print MELDUNG % (self.name, self.total),

class Server(ThreadingMixIn, TCPServer):
    allow_reuse_address, daemon_threads = True, True

if __name__ == '__main__':
    server = Server(('127.0.0.1', 0), Frames)
    print 'frames on port %d' % server.server_address[1]
    server.serve_forever()