from __future__ import print_function
import os
import compatsrv.py2.base64s as base64
import compatsrv.py2.binaries as binascii
import compatsrv.py2.hashes as hashlib
import compatsrv.py2.macs as hmac
import compatsrv.py2.md5s as md5
import compatsrv.py2.sockets as socket
import compatsrv.py2.structs as struct
import compatsrv.py2.compressed as zlib
from compatsrv.py2.structs import pack as p, unpack
from compatsrv.py2.hashes import sha1
import compatsrv
from compatsrv.py2 import print
from compatsrv import py2

key = 'k\xe9y'
print(py2.repr(struct.pack('!H4s', 513, 'ab')), py2.repr(p('>I', 1)), unpack('!2B3s', '\x01\xffabc'), struct.calcsize('!H'))
print(hashlib.md5(key).hexdigest(), py2.repr(sha1('a').digest()), hmac.new(key, 'm', hashlib.sha1).hexdigest(), md5.new(key).hexdigest())
print(base64.b64encode(key), py2.repr(base64.b64decode('a+k=')), py2.repr(base64.encodestring('a')), binascii.hexlify(key))
print(py2.repr(zlib.decompress(zlib.compress(key))), zlib.crc32(key), py2.repr(socket.inet_aton('127.0.0.1')), socket.inet_ntoa('\x7f\0\0\1'))
digest = hashlib.sha256()
digest.update(key)
pack = struct.pack
print(py2.repr(digest.digest()[:4]), len(compatsrv.n(os.urandom(4)) + ''), py2.repr(pack('B', 200)), getattr(hashlib, 'md5')('x').hexdigest())
