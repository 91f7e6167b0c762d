#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Gateway for GPS trackers.

Frames: 0x78 0x78, length, protocol, content, serial (2), crc (2), 0x0D 0x0A
"""
import binascii
import datetime
import logging
import struct
import sys
import threading
from SocketServer import BaseRequestHandler, ThreadingTCPServer

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format='%(levelname)s %(message)s')
log = logging.getLogger('gps')

LOGIN = '\x01'
LOCATION = '\x12'
STATUS = '\x13'
STRING = '\x15'
NAMES = {LOGIN: 'login', LOCATION: 'location', STATUS: 'status', '\x80': 'command', STRING: 'string'}

def crc_itu(data):
    crc = 0xffff
    for c in data:
        crc ^= ord(c)
        for _ in range(8):
            if crc & 1:
                crc = (crc >> 1) ^ 0x8408
            else:
                crc >>= 1
    return crc ^ 0xffff

def hexdump(data):
    return ' '.join(x.encode('hex').upper() for x in data)

class Device(object):
    def __init__(self):
        self.imei = None
        self.positions = []

devices = {}

class GPSHandler(BaseRequestHandler):

    def frames(self):
        data = ''
        while True:
            block = self.request.recv(1024)
            if not block:
                break
            data += block
            while len(data) >= 5:
                start = data.find('\x78\x78')
                if start < 0:
                    log.warning('garbage: %s', hexdump(data))
                    data = ''
                    break
                data = data[start:]
                length = ord(data[2])
                if len(data) < length + 5:
                    break
                yield data[:length + 5]
                data = data[length + 5:]

    def handle(self):
        self.device = Device()
        try:
            for frame in self.frames():
                self.frame(frame)
        except Exception, e:
            log.error('%s: %s', self.device.imei, e.message)
        finally:
            log.info('gone: %s after %d positions', self.device.imei, len(self.device.positions))

    def frame(self, frame):
        log.info('< %s', hexdump(frame))
        body = frame[2:-4]
        crc, = struct.unpack('>H', frame[-4:-2])
        if crc_itu(body) != crc:
            log.warning('bad crc %04x, wanted %04x', crc, crc_itu(body))
            return
        proto, content, serial = frame[3], frame[4:-6], frame[-6:-4]
        name = NAMES.get(proto, 'unknown %r' % proto)
        log.info('%s, serial %d', name, struct.unpack('>H', serial)[0])
        if proto == LOGIN:
            self.device.imei = content.encode('hex').lstrip('0')
            devices[self.device.imei] = self.device
            self.answer(proto, '', serial)
        elif proto == LOCATION:
            self.location(content)
        elif proto == STATUS:
            info, voltage, signal = struct.unpack('BBB', content[:3])
            self.answer(proto, chr(info & 0x0f) + content[3:], serial)
        elif proto == STRING:
            if content[0] in 'sS':
                self.answer(proto, content[1:].upper(), serial)
            elif '#' in content:
                self.answer(proto, ''.join(reversed(content)), serial)
            else:
                self.answer(proto, '%s?' % content, serial)
        else:
            self.answer('\xff', proto, serial)

    def location(self, content):
        year, month, day, hour, minute, second = map(ord, content[:6])
        when = datetime.datetime(2000 + year, month, day, hour, minute, second)
        sats = ord(content[6]) & 0x0f
        lat, lon, speed = struct.unpack('!IIB', content[7:16])
        self.device.positions.append((when, lat / 1800000.0, lon / 1800000.0))
        line = '%s %s %.5f %.5f %dkm/h %d sats' % (self.device.imei, when.isoformat(), lat / 1800000.0, lon / 1800000.0, speed, sats)
        print line
        self.request.send(line + '\r\n')

    def answer(self, proto, content, serial):
        body = chr(len(content) + 5) + proto + content + serial
        packet = '\x78\x78' + body + struct.pack('>H', crc_itu(body)) + '\r\n'
        log.info('> %s', binascii.hexlify(packet))
        self.request.sendall(packet)

if __name__ == '__main__':
    server = ThreadingTCPServer(('127.0.0.1', 0), GPSHandler)
    print 'gateway on port %d' % server.server_address[1]
    server_thread = threading.Thread(target=server.serve_forever)
    server_thread.start()
    server_thread.join()
