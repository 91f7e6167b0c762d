#!/usr/bin/env python
import sys, time, string
import threading, Queue, thread
import socket
import SocketServer
from types import StringType, ListType

class Worker(threading.Thread):
    def __init__(self, jobs):
        threading.Thread.__init__(self)
        self.setDaemon(True)
        self.setName('worker-%d' % 1)
        self.jobs = jobs

    def run(self):
        while not None:
            kind, data, request, done = self.jobs.get()
            try:
                if kind == 'upper':
                    request.send(string.upper(data) + '\n')
                elif kind == 'count':
                    letters = {}
                    for c in data:
                        letters[c] = letters.get(c, 0) + 1
                    items = letters.items()
                    items.sort()
                    request.send(' '.join(map(lambda (c, n): '%s%d' % (c, n), items)) + '\n')
                elif kind == 'sum':
                    request.send('%d\n' % reduce(lambda a, b: a + b, map(ord, data), 0))
                elif kind == 'rot13':
                    request.send(data.translate(string.maketrans(string.ascii_letters, string.ascii_letters[13:26] + string.ascii_letters[:13] + string.ascii_letters[39:] + string.ascii_letters[26:39])) + '\n')
                elif kind == 'strip':
                    request.send(data.translate(None, 'aeiou\xe9') + '|' + data.translate(string.maketrans('\xe9\xff', 'e.')) + '\n')
                elif kind == 'split':
                    parts = string.splitfields(data, ',')
                    assert type(parts) is ListType and type(parts[0]) == StringType
                    request.send(string.joinfields([p.strip() for p in parts], '/') + ' ' + str(len(parts)) + '\n')
                elif kind == 'num':
                    request.send('%s %s\n' % (string.atoi(data) * 2, self.getName()))
                elif kind == 'half':
                    n = len(data)
                    request.send(data[n/2:] + data[:n/2] + '\n')
                else:
                    raise KeyError(kind)
            except (KeyError, ValueError), e:
                request.send('failed: ' + str(e.__class__.__name__) + ' ' + e.args[0] + '\n')
            done.set()

class JobHandler(SocketServer.StreamRequestHandler):
    def handle(self):
        while True:
            line = self.rfile.readline()
            if not line: break
            line = line.rstrip('\n')
            kind, _, data = line.partition(':')
            done = threading.Event()
            self.server.jobs.put((kind, data, self.request, done))
            done.wait()
            if kind is 'x': print 'never'

class JobServer(SocketServer.ThreadingTCPServer):
    def __init__(self, *args, **kw):
        self.jobs = Queue.Queue(10)
        Worker(self.jobs).start()
        SocketServer.ThreadingTCPServer.__init__(self, *args, **kw)

if __name__ == '__main__':
    s = JobServer(('', 0), JobHandler)
    print "jobs on port %s" % (s.server_address[1],)
    s.serve_forever()
