#!/usr/bin/env python2.5
# A tiny SNMP v1/v2c agent: BER by hand.
import SocketServer
import sys
from UserDict import UserDict

INTEGER, OCTETS, NULL, OID, SEQ = 0x02, 0x04, 0x05, 0x06, 0x30
GET, GETNEXT, RESPONSE, SET = 0xa0, 0xa1, 0xa2, 0xa3

class BERError(Exception):
    def __init__(self, value):
        self.value = value
    def __str__(self):
        return `self.value`

def length(n):
    if n < 0x80:
        return chr(n)
    s = ''
    while n:
        s = chr(n & 0xff) + s
        n >>= 8
    return chr(0x80 | len(s)) + s

def tlv(tag, value):
    return '%c%s%s' % (tag, length(len(value)), value)

def integer(n, tag=INTEGER):
    s = chr(n & 0xff)
    n >>= 8
    while n not in (0, -1):
        s = chr(n & 0xff) + s
        n = n >> 8
    if n == 0 and ord(s[0]) & 0x80: s = '\0' + s
    if n == -1 and not ord(s[0]) & 0x80: s = '\xff' + s
    return tlv(tag, s)

def oid(dotted):
    numbers = map(int, dotted.split('.'))
    out = chr(numbers[0] * 40 + numbers[1])
    for n in numbers[2:]:
        part = chr(n & 0x7f)
        while n > 0x7f:
            n >>= 7
            part = chr(0x80 | n & 0x7f) + part
        out += part
    return tlv(OID, out)

def parse(data):
    """-> (tag, value, rest)"""
    if len(data) < 2: raise BERError, 'short'
    tag, n, pos = ord(data[0]), ord(data[1]), 2
    if n & 0x80:
        size = n & 0x7f
        n = int(data[2:2 + size].encode('hex'), 16)
        pos += size
    value = data[pos:pos + n]
    if len(value) <> n:
        raise BERError, ('cut', len(value), n)
    return tag, value, data[pos + n:]

def parse_integer(value):
    n = 0
    for i, c in enumerate(value):
        n = (n << 8) + ord(c)
    if ord(value[0]) >= 0x80:
        n -= 1L << 8 * len(value)
    return n

def parse_oid(value):
    first = ord(value[0])
    numbers = [first / 40, first % 40]
    n = 0
    for c in value[1:]:
        n = (n << 7) | ord(c) & 0x7f
        if not ord(c) & 0x80:
            numbers.append(n)
            n = 0
    return '.'.join(map(str, numbers))

class MIB(UserDict):
    def next(self, key):
        keys = [map(int, k.split('.')) for k in self.keys()]
        keys.sort()
        wanted = map(int, key.split('.'))
        for k in keys:
            if k > wanted:
                return '.'.join([str(n) for n in k])
        raise KeyError, key

mib = MIB({'1.3.6.1.2.1.1.1.0': 'Drucker f\xfcr B\xfcro', '1.3.6.1.2.1.1.3.0': 123456789L,
           '1.3.6.1.2.1.1.5.0': u'h\xf4te'.encode('utf-8'), '1.3.6.1.2.1.2.2.1.10.300': -129})

def encode(value):
    if value is None: return tlv(NULL, '')
    if isinstance(value, basestring): return tlv(OCTETS, value)
    if isinstance(value, (int, long)): return integer(value)
    raise TypeError, type(value)

class Agent(SocketServer.DatagramRequestHandler):
    def handle(self):
        try:
            tag, message, rest = parse(self.packet)
            tag, version, rest = parse(message)
            tag, community, rest = parse(rest)
            kind, pdu, rest = parse(rest)
            if community not in ('public', 'geh\xe9im'):
                print 'bad community %r' % community
                return
            reqid, status, index, binds = self.pdu(pdu)
        except BERError, e:
            print 'bad packet:', e
            self.wfile.write('?' + str(e))
            return
        result = []
        for number, (name, value) in enumerate(binds):
            try:
                if kind == GETNEXT:
                    name = mib.next(name)
                elif kind == SET:
                    if community == 'public':
                        status, index = 4, number + 1
                    else:
                        mib[name] = value
                result.append((name, mib[name]))
            except KeyError, e:
                status, index = 2, number + 1
                result.append((name, None))
        varbinds = ''.join([tlv(SEQ, oid(n) + encode(v)) for n, v in result])
        body = integer(reqid) + integer(status) + integer(index) + tlv(SEQ, varbinds)
        self.wfile.write(tlv(SEQ, tlv(INTEGER, version) + tlv(OCTETS, community) + tlv(RESPONSE, body)))

    def pdu(self, data):
        numbers = []
        for i in range(3):
            tag, value, data = parse(data)
            numbers.append(parse_integer(value))
        tag, data, rest = parse(data)
        binds = []
        while data:
            tag, bind, data = parse(data)
            tag, name, bind = parse(bind)
            tag, value, rest = parse(bind)
            binds.append((parse_oid(name), {INTEGER: parse_integer, OCTETS: str}.get(tag, lambda s: None)(value)))
        return numbers + [binds]

if __name__ == '__main__':
    SocketServer.UDPServer.allow_reuse_address = True
    server = SocketServer.UDPServer(('', 0), Agent)
    sys.stdout.write('snmp agent on port %d\n' % server.server_address[1])
    server.serve_forever()
