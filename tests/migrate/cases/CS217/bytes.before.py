import base64, binascii, hashlib, hmac, md5, os, socket, struct, zlib
from struct import pack as p, unpack
from hashlib import sha1

key = 'k\xe9y'
print repr(struct.pack('!H4s', 513, 'ab')), repr(p('>I', 1)), unpack('!2B3s', '\x01\xffabc'), struct.calcsize('!H')
print hashlib.md5(key).hexdigest(), repr(sha1('a').digest()), hmac.new(key, 'm', hashlib.sha1).hexdigest(), md5.new(key).hexdigest()
print base64.b64encode(key), repr(base64.b64decode('a+k=')), repr(base64.encodestring('a')), binascii.hexlify(key)
print repr(zlib.decompress(zlib.compress(key))), zlib.crc32(key), repr(socket.inet_aton('127.0.0.1')), socket.inet_ntoa('\x7f\0\0\1')
digest = hashlib.sha256()
digest.update(key)
pack = struct.pack
print repr(digest.digest()[:4]), len(os.urandom(4) + ''), repr(pack('B', 200)), getattr(hashlib, 'md5')('x').hexdigest()
