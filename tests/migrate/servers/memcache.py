# a memcached, as much of it as the tests of the web team need
import SocketServer
import sys
import time

class Cache(dict):
    def touch(self, key):
        flags, data, hits = self[key]
        self[key] = (flags, data, hits + 1)

class MemcacheHandler(SocketServer.StreamRequestHandler):
    def handle(self):
        self.cache = self.server.cache
        while 1:
            command = self.rfile.readline()
            if not command:
                return
            args = command.rstrip('\r\n').split(' ')
            name = args.pop(0)
            if name == 'quit':
                return
            method = getattr(self, 'do_' + name, None)
            if not method:
                self.wfile.write('ERROR\r\n')
                continue
            try:
                method(*args)
            except (ValueError, TypeError), e:
                self.wfile.write('CLIENT_ERROR bad command line format\r\n')

    def do_set(self, key, flags, exptime, length):
        data = self.rfile.read(int(length) + 2)
        if data[-2:] != '\r\n':
            self.wfile.write('CLIENT_ERROR bad data chunk\r\n')
            return
        self.cache[key] = (flags, data[:-2], 0)
        self.wfile.write('STORED\r\n')

    def do_append(self, key, flags, exptime, length):
        data = self.rfile.read(int(length) + 2)[:-2]
        if not self.cache.has_key(key):
            self.wfile.write('NOT_STORED\r\n')
            return
        flags, old, hits = self.cache[key]
        self.cache[key] = (flags, old + data, hits)
        self.wfile.write('STORED\r\n')

    def do_get(self, *keys):
        for key in keys:
            if key in self.cache:
                self.cache.touch(key)
                flags, data = self.cache[key][:2]
                self.wfile.write('VALUE %s %s %d\r\n%s\r\n' % (key, flags, len(data), data))
        self.wfile.write('END\r\n')

    def do_incr(self, key, by):
        try:
            flags, data, hits = self.cache[key]
        except KeyError:
            self.wfile.write('NOT_FOUND\r\n')
        else:
            data = str(long(data) + long(by))
            self.cache[key] = (flags, data, hits)
            self.wfile.write(data + '\r\n')

    def do_delete(self, key):
        if self.cache.pop(key, None) is None:
            self.wfile.write('NOT_FOUND\r\n')
        else:
            self.wfile.write('DELETED\r\n')

    def do_stats(self):
        total = sum(map(lambda (flags, data, hits): hits, self.cache.values()))
        for stat in [('items', len(self.cache)), ('hits', total), ('bytes', sum([len(v[1]) for v in self.cache.itervalues()]))]:
            self.wfile.write('STAT %s %s\r\n' % stat)
        self.wfile.write('END\r\n')

class MemcacheServer(SocketServer.ThreadingMixIn, SocketServer.TCPServer):
    def __init__(self, address):
        self.cache = Cache()
        SocketServer.TCPServer.__init__(self, address, MemcacheHandler)

if __name__ == '__main__':
    server = MemcacheServer(('', 0))
    sys.stdout.write('cache on port %d\n' % server.server_address[1])
    server.serve_forever()
