# Encrypted lines: RC4, base64 or hex or zlib, checksums in every colour
import SocketServer, string, binascii, zlib, bz2, quopri, md5, zlib as z, random, StringIO, operator, array, itertools
from array import array as Array
from binascii import crc32, hexlify, unhexlify

TABLE = string.maketrans('\xe4\xf6\xfc\xdf', 'aous')
ALL = ''.join([chr(i) for i in range(256)])
PRINTABLE = ''.join([(len(repr(chr(x))) == 3) and chr(x) or '.' for x in range(256)])

class RC4:
    def __init__(self, key):
        self.s = range(256)
        j = 0
        for i in range(256):
            j = (j + self.s[i] + ord(key[i % len(key)])) % 256
            self.s[i], self.s[j] = self.s[j], self.s[i]
        self.i = self.j = 0
    def crypt(self, data):
        out = Array('c')
        s = self.s
        for c in data:
            self.i = (self.i + 1) % 256
            self.j = (self.j + s[self.i]) % 256
            s[self.i], s[self.j] = s[self.j], s[self.i]
            out.append(chr(ord(c) ^ s[(s[self.i] + s[self.j]) % 256]))
        return out.tostring()

def hexdump(src, length=8):
    result = []
    for i in xrange(0, len(src), length):
        s = src[i:i + length]
        hexa = ' '.join(['%02X' % ord(x) for x in s])
        printable = s.translate(PRINTABLE)
        result.append('%04X   %-*s   %s' % (i, length * 3, hexa, printable))
    return '\n'.join(result)

def adler(data):
    a, b = 1, 0
    for c in map(ord, data):
        a = (a + c) % 65521
        b = (b + a) % 65521
    return long(b) << 16 | a

def xor(a, b):
    return ''.join([chr(ord(x) ^ ord(y)) for x, y in itertools.izip(a, itertools.cycle(b))])

def permute(s):
    pairs = zip(s[::2], s[1::2])
    return ''.join(reduce(operator.add, [(b, a) for a, b in pairs], ()))

class Handler(SocketServer.StreamRequestHandler):
    def op_rc4(self, s): return hexlify(RC4('k\xe9y').crypt(s)).upper()
    def op_dump(self, s): return hexdump(s)
    def op_sum(self, s):
        return '%d %08x %s %s' % (binascii.crc32(s), crc32(s) & 0xffffffffL, adler(s) == z.adler32(s) & 0xffffffff, hex(adler(s)).rstrip('L'))
    def op_xor(self, s): return xor(s, '\xff\x0f') + permute(s + 'x' * (len(s) % 2))
    def op_fold(self, s): return s.translate(TABLE) + string.translate(s, ALL, '\xe4x') + s.translate(None, 'aeiou')
    def op_zip(self, s):
        c = zlib.compressobj(9)
        packed = c.compress(s) + c.flush()
        d = zlib.decompressobj()
        return d.decompress(packed[:5]) + d.decompress(packed[5:]) + s.encode('zlib').decode('zlib') + bz2.decompress(bz2.compress(s)) + str(s.encode('bz2')[:2])
    def op_codec(self, s):
        return ' '.join([s.encode('base64').strip(), s.encode('hex'), s.encode('rot13'), s.encode('string-escape'), s.encode('quopri'), `s.encode('uu')`])
    def op_uncodec(self, s):
        return ' '.join([s[2:].decode('hex'), unhexlify(s[2:]), '\\x41\\n'.decode('string_escape'), binascii.a2b_qp('=E9')])
    def op_quopri(self, s):
        return quopri.encodestring(s) + '/' + quopri.decodestring('=FF=3D')
    def op_order(self, s):
        l = list(s)
        l.sort()
        freq = {}
        for c in s: freq[c] = freq.get(c, 0) + 1
        top = sorted(freq.items(), key=lambda (c, n): (-n, c))[0]
        return ''.join(l) + max(s) + min(s) + str(top[1]) + top[0] + `top` + ''.join(sorted(set(s), reverse=1)) + ''.join(reversed(s))
    def op_random(self, s):
        r = random.Random(42)
        return '%.6f' % r.random()
    def op_arr(self, s):
        a = array.array('B', s)
        a.fromstring('\xe9')
        b = array.array('c', s)
        b[0] = '\xfe'
        return '%s %s %s %d' % (`a`, b.tostring(), b.index(s[-1]), sum(a) / len(a))
    def op_char(self, s):
        return ','.join([str(f(s)) for f in (str.isalpha, str.isupper, str.isspace, str.isdigit, len)]) + ',' + s.upper().lower().title().swapcase() + ','.join(map(str.capitalize, s.split()))

    def handle(self):
        for line in iter(self.rfile.readline, ''):
            line = line.rstrip('\n')
            op, _, rest = line.partition(' ')
            f = getattr(self, 'op_' + op, None)
            print op,
            try:
                answer = f(rest)
                print 'ok'
                self.wfile.writelines([answer, '\n.\n'])
            except Exception, e:
                print 'not ok'
                self.wfile.write('! %s\n.\n' % e.__class__.__name__)

if __name__ == '__main__':
    server = SocketServer.TCPServer(('', 0), Handler)
    print 'crypt on port', server.server_address[1]
    server.serve_forever()
