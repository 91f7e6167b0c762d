#!/usr/bin/env python
"""Daemon with optparse, a config file, signals, decorators, a registry by metaclass, and tracebacks for its clients."""
from __future__ import with_statement, division
import SocketServer, ConfigParser, contextlib, copy_reg, functools, heapq, inspect, operator, os, signal, sys, textwrap, thread, threading, time, traceback
from collections import deque
from optparse import OptionParser, Option, OptionValueError
from Queue import Queue, Empty, PriorityQueue

class Registry(type):
    commands = {}
    def __new__(mcs, name, bases, attrs):
        cls = type.__new__(mcs, name, bases, attrs)
        for key, value in attrs.iteritems():
            if getattr(value, 'command', None):
                mcs.commands[value.command] = (name, key)
        return cls

def command(name, *kinds):
    def decorate(f):
        @functools.wraps(f)
        def inner(self, *args):
            if len(args) != len(kinds):
                raise TypeError, '%s wants %d, got %d' % (name, len(kinds), len(args))
            return f(self, *[kind(arg) for kind, arg in zip(kinds, args)])
        inner.command = name
        inner.argspec = inspect.getargspec(f)[0]
        return inner
    return decorate

class Job(object):
    serial = 0
    def __init__(self, priority, what):
        Job.serial += 1
        self.number, self.priority, self.what = Job.serial, priority, what
    def __cmp__(self, other):
        return cmp((self.priority, self.number), (other.priority, other.number))
    def __unicode__(self):
        return u'#%d' % self.number
    def __str__(self):
        return unicode(self).encode('utf-8') + ' ' + self.what
    def __nonzero__(self):
        return self.what != ''
    def __div__(self, n):
        return self.priority // n
    __truediv__ = __div__
    def __getslice__(self, i, j):
        return self.what[i:j]
    def __hash__(self): return self.number

class Commands(object):
    __metaclass__ = Registry
    heap = []
    done = deque(maxlen=3)
    lock = threading.Lock()

    @contextlib.contextmanager
    def locked(self):
        self.lock.acquire()
        try:
            yield self.heap
        finally:
            self.lock.release()

    @command('put', int, str)
    def put(self, priority, what):
        job = Job(priority, what)
        with self.locked() as heap:
            heapq.heappush(heap, job)
        return str(job)

    @command('next')
    def next_job(self):
        with self.locked() as heap:
            job = heapq.heappop(heap)
            self.done.append(job)
        return '%s %s %s %s' % (job, job[0:2], job / 2, bool(job))

    @command('list')
    def listing(self):
        with self.locked() as heap:
            return '; '.join([str(j) for j in sorted(heap)]) + ' / ' + ', '.join(map(str, self.done))

    @command('divide', int, int)
    def divide(self, a, b):
        return '%.3f %d %r' % (a / b, a // b, divmod(a, b))

    @command('type', eval)
    def kind(self, value):
        return '%s %r' % (type(value).__name__, value)

    @command('help')
    def help(self):
        rows = []
        for name, (cls, key) in sorted(Registry.commands.iteritems()):
            rows.append('%s:%s.%s(%s)' % (name, cls, key, ','.join(getattr(self, key).im_func.argspec)))
        return '\n'.join(rows + [textwrap.dedent('''\
            end''')])

class Spooler(SocketServer.StreamRequestHandler):
    def handle(self):
        commands = Commands()
        for line in self.rfile.xreadlines() if hasattr(self.rfile, 'xreadlines') else self.rfile:
            args = line.split()
            try:
                cls, key = Registry.commands[args.pop(0)]
                answer = getattr(commands, key)(*args)
            except (KeyError, IndexError), e:
                answer = 'no such: %s' % e.message
            except TypeError, e:
                answer = 'usage: ' + e[0]
            except Exception:
                etype, value, tb = sys.exc_info()
                last = traceback.format_exception_only(etype, value)[-1].strip()
                depth = 0
                while tb:
                    depth += 1
                    name = tb.tb_frame.f_code.co_name
                    tb = tb.tb_next
                sys.exc_clear()
                answer = 'trace %s %s' % (last, depth > 1)
            self.wfile.write(answer)
            self.wfile.write('\n')

class Server(SocketServer.ThreadingMixIn, SocketServer.TCPServer, object):
    daemon_threads = True
    @property
    def port(self): return self.socket.getsockname()[1]

def main(argv=None):
    parser = OptionParser(version='%prog 1.0')
    parser.add_option('-p', '--port', type='int', default=0, metavar='N')
    parser.add_option('-v', action='count', dest='verbose')
    (options, args) = parser.parse_args(argv)
    signal.signal(signal.SIGUSR1, lambda *a: sys.stdout.write('usr1\n'))
    server = Server(('127.0.0.1', options.port), Spooler)
    print >>sys.stdout, 'spooler on port', server.port
    os.kill(os.getpid(), signal.SIGUSR1)
    server.serve_forever()

if __name__ == '__main__':
    main()
