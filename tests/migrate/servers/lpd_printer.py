#!/usr/bin/env python
"""RFC 1179 line printer daemon that keeps the jobs."""
import os, sys, re, string, time, tempfile, shutil, SocketServer, ConfigParser, StringIO, getopt, atexit, fcntl, syslog

CONFIG = """
[DEFAULT]
spool = spool
banner = job #N of %%(spool)s
[main]
filters = upper, strip
pages = 3
color = yes
[gr\xfcn]
filters =
pages = 0x10
color = off
"""

class Filters:
    def upper(data): return data.upper()
    upper = staticmethod(upper)
    def strip(data): return re.sub(r'[\x80-\xff]', '?', data)
    strip = staticmethod(strip)

class Job:
    count = 0
    def __init__(self, queue):
        self.queue, self.control, self.data = queue, {}, None
        Job.count += 1
        self.number = Job.count

    def set_control(self, text):
        for line in text.splitlines():
            key, value = line[:1], line[1:]
            self.control[key] = value
    user = property(lambda self: self.control.get('P', 'nobody'))

class LPD(SocketServer.StreamRequestHandler):
    def ack(self, status=0):
        self.wfile.write(chr(status))

    def handle(self):
        line = self.rfile.readline()
        code, operands = ord(line[0]), line[1:].strip().split(' ')
        self.queue = operands[0]
        if not config.has_section(self.queue):
            return self.ack(1)
        try:
            {1: self.print_waiting, 2: self.receive, 3: self.short_state, 4: self.long_state, 5: self.remove}[code](operands)
        except KeyError, e:
            self.ack(int(str(e)) & 0x7f)

    def print_waiting(self, operands): self.ack()

    def receive(self, operands):
        self.ack()
        job = Job(self.queue)
        while 1:
            line = self.rfile.readline()
            if not line: break
            kind = line[0]
            if kind == '\1':
                self.ack(); return
            size, name = line[1:-1].split(' ')
            self.ack()
            content = self.rfile.read(int(size))
            if self.rfile.read(1) != '\0':
                self.ack(2)
                return
            if kind == '\2':
                job.set_control(content)
            elif kind == '\3':
                job.data = content
            self.ack()
        if job.data is not None:
            jobs.setdefault(self.queue, []).append(job)
            self.spool(job)

    def spool(self, job):
        section = self.queue
        data = job.data
        for name in filter(None, map(string.strip, config.get(section, 'filters').split(','))):
            data = getattr(Filters, name)(data)
        directory = config.get(section, 'spool')
        if not os.path.isdir(directory): os.mkdir(directory)
        path = os.path.join(directory, 'df%03d' % job.number)
        f = open(path, 'w+b')
        fcntl.flock(f, fcntl.LOCK_EX)
        print >>f, config.get(section, 'banner').replace('#N', '%03d' % job.number), job.user
        f.write(data)
        f.seek(0)
        first = f.next()
        f.close()
        print 'spooled', first.rstrip(), os.path.getsize(path)

    def short_state(self, operands):
        for job in jobs.get(self.queue, []):
            print >>self.wfile, '%-4d%-8s%s' % (job.number, job.user[:8], job.control.get('J', ''))
        print >>self.wfile, 'pages', eval(config.get(self.queue, 'pages')) / 2, config.getboolean(self.queue, 'color')

    def long_state(self, operands):
        out = StringIO.StringIO()
        rest = config.items(self.queue, True)
        rest.sort()
        out.write('%s\n' % rest)
        copy = ConfigParser.RawConfigParser()
        copy.add_section('x')
        copy.set('x', 'Key', 'v\xe9')
        copy.write(out)
        for name in sorted(os.listdir('spool')):
            out.write(name + ': ' + repr(open(os.path.join('spool', name)).read()) + '\n')
        self.wfile.write(out.getvalue())

    def remove(self, operands):
        agent, numbers = operands[1], map(int, operands[2:])
        left = [j for j in jobs[self.queue] if j.number not in numbers]
        gone = len(jobs[self.queue]) - len(left)
        jobs[self.queue] = left
        self.wfile.write('%d gone, %s\n' % (gone, agent))

jobs = {}
config = ConfigParser.ConfigParser()
config.readfp(StringIO.StringIO(CONFIG % ()))

def usage(code, msg=''):
    print >>sys.stderr, __doc__ % globals()
    if msg: print >>sys.stderr, msg
    sys.exit(code)

if __name__ == '__main__':
    try:
        opts, args = getopt.getopt(sys.argv[1:], 'hp:', ['help', 'port='])
    except getopt.error, msg:
        usage(1, msg)
    port = 0
    for opt, arg in opts:
        if opt in ('-p', '--port'): port = string.atoi(arg)
    server = SocketServer.ThreadingTCPServer(('127.0.0.1', port), LPD)
    print 'lpd on port', server.server_address[1]
    server.serve_forever()
