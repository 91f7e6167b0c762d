#!/usr/bin/env python
"""Enough of the protocol of redis for the session store."""

from SocketServer import ThreadingMixIn, TCPServer, StreamRequestHandler
from threading import RLock
import logging
import sys

class CommandError(StandardError):
    pass

class Protocol(object):
    def __init__(self, rfile, wfile):
        self.rfile = rfile
        self.wfile = wfile
        self.handlers = {
            '*': self.read_array,
            '$': self.read_bulk,
            '+': self.read_simple,
            ':': self.read_integer}

    def read(self):
        first = self.rfile.read(1)
        if not first:
            raise EOFError
        if first not in self.handlers:
            return (first + self.rfile.readline()).split()
        return self.handlers[first]()

    def read_simple(self):
        return self.rfile.readline().rstrip('\r\n')

    def read_integer(self):
        return int(self.rfile.readline())

    def read_bulk(self):
        length = int(self.rfile.readline().rstrip('\r\n'))
        if length == -1:
            return None
        data = self.rfile.read(length + 2)
        return data[:-2]

    def read_array(self):
        return [self.read() for _ in xrange(int(self.rfile.readline()))]

    def write(self, data):
        if isinstance(data, str):
            self.wfile.write('$%s\r\n%s\r\n' % (len(data), data))
        elif isinstance(data, unicode):
            self.write(data.encode('utf-8'))
        elif isinstance(data, (int, long)):
            self.wfile.write(':%s\r\n' % data)
        elif isinstance(data, CommandError):
            self.wfile.write('-%s\r\n' % data.message)
        elif isinstance(data, (list, tuple)):
            self.wfile.write('*%s\r\n' % len(data))
            for item in data:
                self.write(item)
        elif data is None:
            self.wfile.write('$-1\r\n')
        else:
            raise CommandError('unrecognized type: %s' % type(data))

class Store(object):
    def __init__(self):
        self.data = {}
        self.lock = RLock()

    def execute(self, words):
        name = words[0].upper()
        func = getattr(self, 'cmd_' + name, None)
        if func is None:
            raise CommandError("ERR unknown command '%s'" % words[0])
        with self.lock:
            return func(*words[1:])

    def cmd_SET(self, key, value):
        self.data[key] = value
        return True and 1

    def cmd_GET(self, key):
        return self.data.get(key)

    def cmd_STRLEN(self, key):
        return len(self.data.get(key, ''))

    def cmd_GETRANGE(self, key, start, end):
        return self.data[key][int(start):int(end) + 1]

    def cmd_KEYS(self, pattern='*'):
        import fnmatch
        return sorted(fnmatch.filter(self.data.keys(), pattern))

    def cmd_MGET(self, *keys):
        return map(self.data.get, keys)

class RedisHandler(StreamRequestHandler):
    def handle(self):
        protocol = Protocol(self.rfile, self.wfile)
        while True:
            try:
                words = protocol.read()
            except EOFError:
                break
            try:
                protocol.write(self.server.store.execute(words))
            except CommandError as e:
                protocol.write(e)
            except Exception, e:
                logging.debug('%s', e)
                protocol.write(CommandError('ERR ' + e.__class__.__name__))

class RedisServer(ThreadingMixIn, TCPServer):
    allow_reuse_address = True
    daemon_threads = True
    def __init__(self, *args):
        TCPServer.__init__(self, *args)
        self.store = Store()

if __name__ == '__main__':
    server = RedisServer(('127.0.0.1', 0), RedisHandler)
    print 'store on port %d' % server.server_address[1]
    server.serve_forever()
