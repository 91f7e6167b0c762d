#!/usr/bin/env python
"""Key-value store over shelve. Commands: SET k v, GET k, DEL k, KEYS, INCR k, APPEND k v, DUMP"""
import SocketServer, anydbm, atexit, os, shelve, sys, threading, warnings
from cPickle import loads, dumps, HIGHEST_PROTOCOL

_lock = threading.RLock()

def synchronized(func):
    def wrapper(*args, **kwargs):
        _lock.acquire()
        try:
            return func(*args, **kwargs)
        finally:
            _lock.release()
    wrapper.func_name = func.func_name
    wrapper.__doc__ = func.func_doc
    return wrapper

class Store:
    def __init__(self, path):
        self.db = shelve.open(path, 'n', writeback=True)
        self.hits = self.misses = 0

    @synchronized
    def set(self, key, value):
        """store"""
        self.db[key] = {'value': value, 'size': len(value), 'tags': []}
        self.db.sync()

    @synchronized
    def get(self, key, default=None):
        if self.db.has_key(key):
            self.hits = self.hits + 1
            return self.db[key]['value']
        self.misses += 1
        return default

    @synchronized
    def tag(self, key, tag):
        self.db[key]['tags'].append(tag)
        self.db.sync()

    def keys(self):
        keys = self.db.keys()
        keys.sort()
        return keys

class Commands:
    def __init__(self, out, store):
        self.out, self.store = out, store

    def default(self, *args):
        print >>self.out, '?', ' '.join(args)

    def do_set(self, key, value):
        self.store.set(key, value)
        print >>self.out, 'OK'

    def do_get(self, key):
        value = self.store.get(key)
        if value is None:
            print >>self.out, 'NONE'
        else:
            print >>self.out, len(value), value

    def do_del(self, *keys):
        n = 0
        for key in keys:
            try:
                del self.store.db[key]
            except KeyError, e:
                print >>self.out, 'missing', e
            else:
                n += 1
        print >>self.out, n

    def do_keys(self):
        print >>self.out, '%d keys:' % len(self.store.keys()), self.store.keys()

    def do_incr(self, key, by=1):
        value = int(self.store.get(key, '0')) + int(by)
        self.store.set(key, str(value))
        print >>self.out, value

    def do_tag(self, key, *tags):
        for t in tags: self.store.tag(key, t)
        print >>self.out, self.store.db[key]['tags'], self.store.db[key]['size']

    def do_dump(self):
        s = dumps(dict(self.store.db), HIGHEST_PROTOCOL)
        back = loads(s)
        for key in sorted(back.iterkeys()):
            print >>self.out, key.ljust(8) + '|' + back[key]['value'].center(9, '*') + '|',
        print >>self.out
        print >>self.out, 'hits %d misses %d' % (self.store.hits, self.store.misses), self.store.set.__doc__

class Handler(SocketServer.StreamRequestHandler):
    def handle(self):
        commands = Commands(self.wfile, self.server.store)
        for line in self.rfile:
            args = line.rstrip('\r\n').split(' ')
            if args[0].lower() in ('quit', 'exit'):
                break
            name = 'do_' + args[0].lower()
            if not hasattr(commands, name):
                commands.default(*args)
                continue
            try:
                getattr(commands, name)(*args[1:])
            except Exception, e:
                print 'failed:', e.__class__.__name__
                print >>self.wfile, 'ERR', e.__class__.__name__

class Server(SocketServer.ThreadingTCPServer):
    daemon_threads = allow_reuse_address = True
    def server_bind(self):
        SocketServer.ThreadingTCPServer.server_bind(self)
        self.store = Store(os.path.join(os.getcwdu(), 'keeper.db').encode('ascii'))

if __name__ == '__main__':
    server = Server(('127.0.0.1', 0), Handler)
    print 'keeper on port', server.server_address[1]
    server.serve_forever()
