#!/usr/bin/python
# -*- coding: latin-1 -*-
"""Gateway of data loggers: frames of STX len type payload crc ETX, as the firmware v1.3 sends them."""
import SocketServer, struct, array, ctypes, binascii, threading, time
from ctypes import *

STX, ETX, ESC = '\x02', '\x03', '\x10'
MASK = 0xFFFFL

class Header(BigEndianStructure):
    _pack_ = 1
    _fields_ = [('version', c_ubyte, 4), ('flags', c_ubyte, 4), ('station', c_ushort), ('name', c_char * 6), ('stamp', c_uint)]

class Reading(Structure):
    _fields_ = [('channel', c_ubyte), ('value', c_float)]
    def __repr__(self):
        return 'ch%d=%.2f' % (self.channel, self.value)

def crc16(data, crc=0xFFFF):
    table = crc16.table
    for ch in data:
        crc = table[(crc ^ ord(ch)) & 0377] ^ (crc >> 8)
    return crc & MASK
crc16.table = []
for i in range(256):
    c = i
    for _ in xrange(8):
        c = (c >> 1) ^ 0xA001 if c & 1 else c >> 1
    crc16.table.append(c)

def xor(s):
    return chr(reduce(lambda x, y: x ^ y, [ord(c) for c in s], 0))

def stuff(s):
    out = []
    for c in s:
        if c in (STX, ETX, ESC):
            out.append(ESC)
            out.append(chr(ord(c) ^ 0x20))
        else:
            out.append(c)
    return ''.join(out)

def unstuff(s):
    parts = s.split(ESC)
    return parts[0] + ''.join([chr(ord(p[0]) ^ 0x20) + p[1:] for p in parts[1:]])

class Station:
    def __init__(self, number):
        self.number, self.seen, self.samples = number, 0, array.array('h')
    def mean(self):
        return sum(self.samples) / len(self.samples)

class LoggerHandler(SocketServer.BaseRequestHandler):
    stations = {}
    lock = threading.Lock()

    def frames(self):
        buf = ''
        while 1:
            data = self.request.recv(512)
            if data == '':
                raise StopIteration
            buf += data
            while ETX in buf:
                frame, buf = buf.split(ETX, 1)
                start = frame.find(STX)
                if start == -1:
                    continue
                yield unstuff(frame[start + 1:])

    def answer(self, kind, payload=''):
        body = kind + struct.pack('>H', len(payload)) + payload
        body += struct.pack('<H', crc16(body))
        self.request.send(STX + stuff(body) + ETX)

    def handle(self):
        for frame in self.frames():
            body, crc = frame[:-2], struct.unpack('<H', frame[-2:])[0]
            if crc16(body) != crc:
                self.answer('N', 'crc %04X, got %04X' % (crc16(body), crc))
                continue
            kind, size = struct.unpack('>cH', body[:3])
            payload = body[3:3 + size]
            handler = {'H': self.hello, 'S': self.samples, 'R': self.reading, 'X': self.dump}.get(kind)
            if handler is None:
                self.answer('N', 'type ' + repr(kind))
            else:
                handler(payload)

    def hello(self, payload):
        h = Header()
        memmove(addressof(h), payload, sizeof(h))
        self.lock.acquire()
        try:
            self.station = self.stations.setdefault(h.station, Station(h.station))
            self.station.seen += 1
        finally:
            self.lock.release()
        print 'hello', h.station, h.name, h.version, h.flags
        self.answer('A', string_at(addressof(h), sizeof(h))[1:3] + 'gr\xfc\xdf ' + h.name + chr(self.station.seen))

    def samples(self, payload):
        values = array.array('h', payload)
        values.byteswap()
        self.station.samples.extend(values)
        self.answer('A', '%d samples, mean %d' % (len(values), self.station.mean()) + values.tostring())

    def reading(self, payload):
        buf = create_string_buffer(payload, sizeof(Reading))
        r = cast(buf, POINTER(Reading)).contents
        copy = Reading.from_buffer_copy(payload)
        self.answer('A', '%r %s %s' % (r, copy, ctypes.string_at(buf, 1) == payload[0]))

    def dump(self, payload):
        s = self.station
        raw = s.samples.tostring()
        self.answer('A', binascii.hexlify(raw) + ':' + '-'.join(['%02X' % b for b in bytearray(raw)]) + ':' + xor(payload))

if __name__ == '__main__':
    SocketServer.ThreadingTCPServer.allow_reuse_address = True
    SocketServer.ThreadingTCPServer.daemon_threads = True
    srv = SocketServer.ThreadingTCPServer(('127.0.0.1', 0), LoggerHandler)
    print 'loggers on port %d' % srv.server_address[1]
    srv.serve_forever()
