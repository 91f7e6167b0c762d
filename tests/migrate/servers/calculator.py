#!/usr/bin/env python
"""Calculator and scratch pad: each connection has its variables."""
import sys, math, string, traceback, StringIO, cStringIO
import SocketServer

def arguments((name, value), sep='='):
    return '%s%s%s' % (name, sep, value)

class Scratch:
    def __init__(self):
        self.__dict__['names'] = {}
    def __len__(self):
        return len(self.names)
    def __nonzero__(self):
        return len(self.names) > 0
    def __getitem__(self, key):
        return self.names[key]
    def __setitem__(self, key, value):
        self.names[key] = value
    def __cmp__(self, other):
        return cmp(len(self), len(other))
    def __unicode__(self):
        return u', '.join(map(unicode, sorted(self.names)))

class Lines:
    def __init__(self, rfile):
        self.rfile = rfile
    def __iter__(self):
        return self
    def next(self):
        line = self.rfile.readline()
        if not line:
            raise StopIteration
        return line.rstrip('\r\n')

class CalcHandler(SocketServer.StreamRequestHandler):
    def handle(self):
        scratch = Scratch()
        lines = Lines(self.rfile)
        print >>self.wfile, 'ready', len(sys.argv),
        print >>self.wfile
        for line in lines:
            if not line:
                continue
            verb, rest = (line.split(' ', 1) + [''])[:2]
            try:
                if verb == '?':
                    print >>self.wfile, eval(rest, {'math': math}, scratch)
                elif verb == '!':
                    env = dict(scratch.names)
                    exec rest in env
                    for k, v in env.items():
                        if not k.startswith('__'):
                            scratch[k] = v
                    print >>self.wfile, 'ok', len(scratch)
                elif verb == 'all':
                    print >>self.wfile, '; '.join(map(arguments, sorted(scratch.names.items())))
                    print >>self.wfile, scratch and 'some' or 'none'
                elif verb == 'names':
                    self.wfile.write(unicode(scratch).encode('latin-1') + '\n')
                elif verb == 'next':
                    self.wfile.write(lines.next().upper() + '\n')
                elif verb == 'out':
                    out, sys.stdout = sys.stdout, StringIO.StringIO()
                    try:
                        exec rest
                        text = sys.stdout.getvalue()
                    finally:
                        sys.stdout = out
                    self.wfile.write(text)
                elif verb == 'oct':
                    self.wfile.write('%o %d\n' % (0755, 017 + 0x1FL))
                elif verb == 'mean':
                    numbers = map(int, rest.split())
                    total = reduce(lambda x, y: x + y, numbers)
                    print >>self.wfile, total / len(numbers), round(2.4), max(numbers), zip(numbers, range(3))
                elif verb == 'div':
                    a, b = [int(x) for x in rest.split()]
                    print >>self.wfile, a / b, divmod(a, b), a / float(b)
                elif verb == 'long':
                    n = long(rest)
                    print >>self.wfile, n, isinstance(n, (int, long)), sys.maxint > n
                elif verb in ('quit', 'bye'):
                    raise SystemExit
                else:
                    raise NameError, 'verb %s' % verb
            except SystemExit:
                return
            except Exception, e:
                print >>self.wfile, 'error:', e.__class__.__name__, e.args[0]
                sys.exc_clear()

server = SocketServer.ThreadingTCPServer(('127.0.0.1', 0), CalcHandler)
print 'calculator on port', server.server_address[1]
server.serve_forever()
