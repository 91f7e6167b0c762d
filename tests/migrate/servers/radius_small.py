#!/usr/bin/env python
"""RADIUS: passwords hidden with MD5, attributes as TLVs, accounting."""
import hmac, struct, SocketServer, socket, sys, threading, types
try:
    import hashlib
    md5_constructor = hashlib.md5
except ImportError:
    import md5
    md5_constructor = md5.new

SECRET = 'testing\xb9\xb2\xb3'
AccessRequest, AccessAccept, AccessReject, AccountingRequest, AccountingResponse = 1, 2, 3, 4, 5
DICTIONARY = ((1, 'User-Name', 'string'), (2, 'User-Password', 'octets'), (4, 'NAS-IP-Address', 'ipaddr'),
              (5, 'NAS-Port', 'integer'), (18, 'Reply-Message', 'string'), (79, 'EAP-Message', 'octets'))
USERS = {'ann': 'arctangent', 'z\xeb': 'p' * 20 + '\xff'}

class PacketError(Exception): pass

def EncodeString(s):
    if len(s) > 253: raise ValueError, 'Can only encode strings of <= 253 characters'
    if isinstance(s, unicode): return s.encode('utf-8')
    return s

def EncodeAddress(addr):
    if type(addr) not in types.StringTypes: raise TypeError, 'Address has to be a string'
    (a, b, c, d) = map(int, addr.split('.'))
    return struct.pack('BBBB', a, b, c, d)

Encode = {'string': EncodeString, 'octets': str, 'ipaddr': EncodeAddress, 'integer': lambda n: struct.pack('!I', n)}
Decode = {'string': lambda s: s, 'octets': lambda s: s, 'ipaddr': lambda s: '.'.join(map(str, struct.unpack('BBBB', s))),
          'integer': lambda s: (struct.unpack('!I', s))[0]}

class Packet(dict):
    names = dict([(name, (code, kind)) for code, name, kind in DICTIONARY])
    codes = dict([(code, (name, kind)) for code, name, kind in DICTIONARY])

    def __init__(self, code=0, id=None, secret='', authenticator=None, packet=None, **attributes):
        dict.__init__(self)
        self.code, self.id, self.secret, self.authenticator = code, id, secret, authenticator
        if packet: self.DecodePacket(packet)
        for key, value in attributes.items():
            self[key.replace('_', '-')] = value

    def __getitem__(self, key):
        code, kind = self.names[key]
        return map(Decode[kind], dict.__getitem__(self, code))

    def __setitem__(self, key, item):
        if type(key) == type(''):
            code, kind = self.names[key]
            if type(item) not in (types.ListType, types.TupleType): item = [item]
            dict.__setitem__(self, code, [Encode[kind](i) for i in item])
        else:
            dict.__setitem__(self, key, item)

    def has_key(self, key):
        return dict.has_key(self, self.names[key][0])
    __contains__ = has_key

    def DecodePacket(self, packet):
        try:
            (self.code, self.id, length, self.authenticator) = struct.unpack('!BBH16s', packet[0:20])
        except struct.error:
            raise PacketError, 'Packet header is corrupt'
        if len(packet) != length:
            raise PacketError, 'Packet has invalid length'
        packet = packet[20:]
        while packet:
            (key, attrlen) = struct.unpack('!BB', packet[0:2])
            if attrlen < 2:
                raise PacketError, 'Attribute length is too small (%d)' % attrlen
            self.setdefault(key, []).append(packet[2:attrlen])
            packet = packet[attrlen:]

    def PwDecrypt(self, password):
        buf, pw, last = password, '', self.authenticator
        while buf:
            hash = md5_constructor(self.secret + last).digest()
            for i in range(16):
                pw += chr(ord(hash[i]) ^ ord(buf[i]))
            (last, buf) = (buf[:16], buf[16:])
        while pw.endswith('\x00'):
            pw = pw[:-1]
        return pw

    def PktEncodeAttributes(self):
        result = ''
        items = self.items(); items.sort()
        for (code, datalst) in items:
            for data in datalst:
                result += struct.pack('!BB', code, len(data) + 2) + data
        return result

    def ReplyPacket(self):
        attr = self.PktEncodeAttributes()
        header = struct.pack('!BBH', self.code, self.id, 20 + len(attr))
        authenticator = md5_constructor(header[0:4] + self.authenticator + attr + self.secret).digest()
        return header + authenticator + attr

    def __str__(self):
        out = []
        for key in self.keys():
            if self.codes.has_key(key): out.append('%s: %r' % (self.codes[key][0], self[self.codes[key][0]]))
        out.sort()
        return '<%d/%d %s>' % (self.code, self.id, '; '.join(out))

class Handler(SocketServer.BaseRequestHandler):
    def handle(self):
        data, sock = self.request
        try:
            pkt = Packet(secret=SECRET, packet=data)
        except PacketError, err:
            print 'Dropping invalid packet: ' + str(err)
            sock.sendto('\0' + str(err), self.client_address)
            return
        if pkt.code == AccountingRequest:
            reply = Packet(AccountingResponse, pkt.id, SECRET, pkt.authenticator, Reply_Message=str(pkt))
        else:
            user = pkt['User-Name'][0]
            password = pkt.PwDecrypt(pkt['User-Password'][0])
            if USERS.get(user) == password:
                reply = Packet(AccessAccept, pkt.id, SECRET, pkt.authenticator, NAS_IP_Address='10.0.200.255', NAS_Port=1L << 31)
                reply['Reply-Message'] = ['hello ' + user, u'm\xf6rning']
                if pkt.has_key('EAP-Message'):
                    reply['EAP-Message'] = [hmac.new(SECRET, m).digest() for m in pkt['EAP-Message']]
            else:
                reply = Packet(AccessReject, pkt.id, SECRET, pkt.authenticator)
                reply['Reply-Message'] = 'no %s with %r' % (user, password)
        sock.sendto(reply.ReplyPacket(), self.client_address)

if __name__ == '__main__':
    server = SocketServer.UDPServer(('127.0.0.1', 0), Handler)
    print 'radius on port', server.server_address[1]
    server.serve_forever()
