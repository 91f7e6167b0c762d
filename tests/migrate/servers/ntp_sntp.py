#!/usr/bin/env python
# SNTP server with a clock that stands still, so that it can be tested
import SocketServer, socket, struct, sys, time, datetime, Queue, threading, select
from math import floor

class NTPException(Exception):
    pass

class NTP:
    _SYSTEM_EPOCH = datetime.date(*time.gmtime(0)[0:3])
    _NTP_EPOCH = datetime.date(1900, 1, 1)
    NTP_DELTA = (_SYSTEM_EPOCH - _NTP_EPOCH).days * 24 * 3600
    LEAP_TABLE = {0: 'no warning', 1: 'last minute has 61 seconds', 2: 'last minute has 59 seconds', 3: 'alarm'}

def to_int(timestamp): return int(timestamp)
def to_frac(timestamp, n=32): return int(abs(timestamp - to_int(timestamp)) * 2**n)
def to_time(integ, frac, n=32): return integ + float(frac) / 2**n

class NTPPacket:
    FORMAT = '!B B B b 11I'
    def __init__(self, version=2, mode=3, tx_timestamp=0):
        self.leap, self.version, self.mode, self.stratum, self.poll, self.precision = 0, version, mode, 0, 0, 0
        self.root_delay = self.root_dispersion = self.ref_id = self.ref_timestamp = 0
        self.orig_timestamp = self.recv_timestamp = 0
        self.tx_timestamp = tx_timestamp
        self.orig_high = self.orig_low = 0

    def to_data(self):
        try:
            return struct.pack(NTPPacket.FORMAT, (self.leap << 6 | self.version << 3 | self.mode), self.stratum, self.poll, self.precision,
                to_int(self.root_delay) << 16 | to_frac(self.root_delay, 16),
                to_int(self.root_dispersion) << 16 | to_frac(self.root_dispersion, 16),
                self.ref_id, to_int(self.ref_timestamp), to_frac(self.ref_timestamp),
                self.orig_high, self.orig_low, to_int(self.recv_timestamp), to_frac(self.recv_timestamp),
                to_int(self.tx_timestamp), to_frac(self.tx_timestamp))
        except struct.error:
            raise NTPException('Invalid NTP packet fields.')

    def from_data(self, data):
        try:
            unpacked = struct.unpack(NTPPacket.FORMAT, data[0:struct.calcsize(NTPPacket.FORMAT)])
        except struct.error:
            raise NTPException, 'Invalid NTP packet.'
        self.leap, self.version, self.mode = unpacked[0] >> 6 & 0x3, unpacked[0] >> 3 & 0x7, unpacked[0] & 0x7
        self.stratum, self.poll, self.precision = unpacked[1], unpacked[2], unpacked[3]
        self.root_delay = float(unpacked[4]) / 2**16
        self.ref_id = unpacked[6]
        self.tx_high, self.tx_low = unpacked[13:]
        return self

class Handler(SocketServer.BaseRequestHandler):
    NOW = 1200000000.25 + NTP.NTP_DELTA
    def handle(self):
        data, sock = self.request
        try:
            packet = NTPPacket().from_data(data)
        except NTPException, e:
            sock.sendto('%s %d %s' % (e, len(data), data[:1].encode('hex')), self.client_address)
            return
        print 'packet', packet.version, packet.mode, NTP.LEAP_TABLE[packet.leap], '%.3f' % packet.root_delay, packet.precision
        if packet.mode == 6:
            sock.sendto(buffer(data, 0, 8), self.client_address)
            return
        reply = NTPPacket(version=packet.version, mode=4, tx_timestamp=self.NOW)
        reply.stratum, reply.poll, reply.precision = 2, packet.poll / 2, -20
        reply.root_delay, reply.root_dispersion = 0.5, 0.125
        reply.ref_id = struct.unpack('!I', 'LOC\xe9')[0]
        reply.orig_high, reply.orig_low = packet.tx_high, packet.tx_low
        reply.recv_timestamp = floor(self.NOW)
        if packet.version == 7: reply.stratum = 999
        try:
            sock.sendto(reply.to_data(), self.client_address)
        except NTPException, e:
            sock.sendto(str(e), self.client_address)

if __name__ == '__main__':
    server = SocketServer.ThreadingUDPServer(('0.0.0.0', 0), Handler)
    print 'ntp on port', server.server_address[1]
    server.serve_forever()
