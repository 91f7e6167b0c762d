# netstrings in, netstrings out: digests of what comes
import md5, sha, hashlib, zlib, binascii, base64, hmac
import socket
import SocketServer

class NetstringError(Exception):
    pass

class NetstringHandler(SocketServer.BaseRequestHandler):
    def setup(self):
        self.buf = ""

    def next(self):
        while ":" not in self.buf:
            data = self.request.recv(64)
            if len(data) == 0:
                return None
            self.buf += data
        size, self.buf = self.buf.split(":", 1)
        if not size.isdigit():
            raise NetstringError("bad length: " + size)
        size = int(size)
        while len(self.buf) < size + 1:
            data = self.request.recv(64)
            if len(data) == 0:
                raise NetstringError("closed early")
            self.buf += data
        s, comma, self.buf = self.buf[:size], self.buf[size], self.buf[size + 1:]
        if comma != ",":
            raise NetstringError, "no comma but %r" % comma
        return s

    def reply(self, s):
        self.request.sendall("%d:%s," % (len(s), s))

    def handle(self):
        self.request.settimeout(10)
        try:
            while 1:
                s = self.next()
                if s is None:
                    break
                how, data = s[0], s[1:]
                if how == "m":
                    m = md5.new()
                    m.update(data)
                    self.reply(m.hexdigest())
                elif how == "M":
                    self.reply(md5.md5(data).digest())
                elif how == "s":
                    self.reply(sha.new(data).hexdigest())
                elif how == "h":
                    self.reply(hashlib.new("sha256", data).hexdigest()[:16].upper())
                elif how == "k":
                    self.reply(hmac.new("s\xe9cret", data, hashlib.sha1).hexdigest())
                elif how == "b":
                    self.reply(base64.encodestring(data))
                elif how == "B":
                    self.reply(base64.b64decode(data))
                elif how == "x":
                    self.reply(binascii.hexlify(data) + " " + binascii.b2a_hex(data[::-1]))
                elif how == "X":
                    self.reply(binascii.unhexlify(data))
                elif how == "z":
                    self.reply(zlib.decompress(data))
                elif how == "c":
                    self.reply("%08x %d" % (zlib.crc32(data) & 0xffffffff, zlib.adler32(data) & 0xffffffffL))
                elif how == "H":
                    self.reply(data.encode("hex") + data.encode("base64").strip())
                else:
                    self.reply("unknown " + how)
        except NetstringError, e:
            self.reply("error " + e.message)
        except (TypeError, binascii.Error), e:
            self.reply("error " + e.__class__.__name__[-5:])

SocketServer.TCPServer.allow_reuse_address = True
server = SocketServer.ThreadingTCPServer(("127.0.0.1", 0), NetstringHandler)
server.daemon_threads = True
print "netstrings on port", server.server_address[1]
server.serve_forever()
