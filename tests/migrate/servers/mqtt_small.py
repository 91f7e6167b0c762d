#!/usr/bin/env python
"""MQTT 3.1, as much as sensors need: CONNECT, PUBLISH QoS 0, SUBSCRIBE, PINGREQ."""
import SocketServer, struct, sys, threading, fnmatch
from struct import *
from cStringIO import StringIO

CONNECT, CONNACK, PUBLISH, PUBACK, SUBSCRIBE, SUBACK, PINGREQ, PINGRESP, DISCONNECT = 1, 2, 3, 4, 8, 9, 12, 13, 14

class ProtocolError(Exception): pass

class Broker:
    def __init__(self):
        self.retained, self.subscribers = {}, {}
        self.lock = threading.Condition()

    def publish(self, topic, payload, retain):
        with self.lock:
            if retain: self.retained[topic] = payload
            for pattern, sinks in sorted(self.subscribers.items()):
                if fnmatch.fnmatchcase(topic, pattern):
                    for sink in sinks:
                        sink.deliver(topic, payload)

broker = Broker()

class Session(SocketServer.StreamRequestHandler):
    rbufsize = 0

    def read_exactly(self, n):
        chunks = []
        while n > 0:
            chunk = self.request.recv(min(n, 16))
            if not chunk: raise EOFError('peer')
            chunks.append(chunk); n -= len(chunk)
        return str().join(chunks)

    def read_packet(self):
        first = ord(self.read_exactly(1))
        multiplier, length = 1, 0
        while True:
            byte = struct.unpack('B', self.read_exactly(1))[0]
            length += (byte & 127) * multiplier
            multiplier *= 128
            if not byte & 128: break
        return first >> 4, first & 0x0f, self.read_exactly(length)

    def pack_string(self, s):
        if isinstance(s, unicode):
            s = s.encode('utf8')
        return pack('!H%ds' % len(s), len(s), s)

    def unpack_string(self, buf):
        size, = struct.unpack('!H', buf.read(2))
        return buf.read(size)

    def send_packet(self, kind, payload='', flags=0):
        packet = bytearray()
        packet.append(kind << 4 | flags)
        remaining = len(payload)
        while True:
            remaining, digit = divmod(remaining, 128)
            packet.append(digit | 0x80 if remaining else digit)
            if not remaining: break
        packet.extend(payload)
        self.request.sendall(packet)

    def deliver(self, topic, payload):
        self.send_packet(PUBLISH, self.pack_string(topic) + payload)

    def handle(self):
        names = dict((v, k) for k, v in globals().items() if k.isupper() and isinstance(v, int))
        try:
            while True:
                kind, flags, data = self.read_packet()
                method = getattr(self, 'on_' + names.get(kind, 'unknown').lower(), None)
                if method is None:
                    raise ProtocolError, 'packet %d' % kind
                if method(flags, data) is False:
                    break
        except EOFError, e:
            print 'closed:', e
        except ProtocolError, e:
            self.send_packet(15, 'error: ' + e.message)
            print 'protocol', e.args

    def on_connect(self, flags, data):
        buf = StringIO(data)
        proto = self.unpack_string(buf)
        if proto not in ['MQIsdp', 'MQTT']:
            raise ProtocolError, 'protocol %r' % proto
        level, connect_flags, keepalive = struct.unpack('!BBH', buf.read(4))
        self.client_id = self.unpack_string(buf)
        has_user, has_password = connect_flags & 0x80, connect_flags & 0x40
        user = has_user and self.unpack_string(buf)
        password = None
        if has_password: password = self.unpack_string(buf)
        print 'connect', self.client_id, user, keepalive
        if has_user and password != 'p\xe4ss':
            self.send_packet(CONNACK, '\x00\x05')
            return False
        self.send_packet(CONNACK, '\x00\x00')

    def on_publish(self, flags, data):
        n = unpack_from('!H', data)[0]
        topic = data[2:2 + n]
        payload = buffer(data, 2 + n)
        broker.publish(topic, str(payload), flags & 1)

    def on_subscribe(self, flags, data):
        (ident,) = unpack('!H', data[:2])
        buf = StringIO(data[2:])
        granted = []
        while buf.tell() < len(data) - 2:
            topic = self.unpack_string(buf)
            qos = buf.read(1)
            pattern = topic.replace('#', '*').replace('+', '*')
            broker.subscribers.setdefault(pattern, []).append(self)
            granted.append(min(qos, '\0'))
        self.send_packet(SUBACK, pack('!H', ident) + ''.join(granted))
        for topic in sorted(broker.retained):
            for pattern in broker.subscribers:
                if fnmatch.fnmatch(topic, pattern) and self in broker.subscribers[pattern]:
                    self.deliver(topic, broker.retained[topic])

    def on_pingreq(self, flags, data):
        header = bytearray('\xd0')
        header[1:] = '\0'
        self.wfile.write(header)

    def on_disconnect(self, flags, data):
        return False

class Server(SocketServer.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

if __name__ == '__main__':
    server = Server(('127.0.0.1', 0), Session)
    print 'mqtt on port', server.server_address[1]
    server.serve_forever()
