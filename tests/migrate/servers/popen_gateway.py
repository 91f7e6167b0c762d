#!/usr/bin/env python
"""Runs filters for clients: popen in all the ways there ever were."""
import SocketServer, commands, os, popen2, re, shlex, signal, subprocess, sys, tempfile
from subprocess import Popen, PIPE, STDOUT

ALLOWED = {'upper': 'tr a-z A-Z', 'sort': 'sort', 'count': 'wc -c', 'rev': 'sed -e s/^/:/'}
os.environ['LC_ALL'] = 'C'

def reap(signum, frame):
    pass
signal.signal(signal.SIGHUP, reap)

class Gateway(SocketServer.StreamRequestHandler):
    def handle(self):
        while True:
            header = self.rfile.readline().strip()
            if not header: return
            how, name, size = shlex.split(header)
            body = self.rfile.read(int(size))
            try:
                result = getattr(self, 'via_' + how)(ALLOWED[name], body)
            except (OSError, KeyError, AttributeError), e:
                print >>self.wfile, 'error:', e.__class__.__name__
                continue
            print >>self.wfile, len(result)
            self.wfile.write(result)

    def via_communicate(self, command, body):
        p = Popen(command.split(), stdin=PIPE, stdout=PIPE, stderr=STDOUT)
        out, err = p.communicate(body)
        return out + `err` + str(p.returncode)

    def via_shell(self, command, body):
        p = subprocess.Popen(command + '; echo oops >&2; exit 3', shell=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, close_fds=True)
        p.stdin.write(body)
        p.stdin.close()
        lines = [line for line in p.stdout]
        lines.append('[%s]' % p.stderr.read().rstrip('\n'))
        return '%d:' % p.wait() + ''.join(lines)

    def via_popen(self, command, body):
        fd, path = tempfile.mkstemp(suffix='.gw', prefix='tmp-\xe9'.decode('latin-1').encode('ascii', 'ignore'))
        os.write(fd, body)
        os.close(fd)
        f = os.popen('%s < %s' % (command, path))
        try:
            out = f.read()
        finally:
            status = f.close()
            os.unlink(path)
        return out + str(status)

    def via_lines(self, command, body):
        f = tempfile.NamedTemporaryFile()
        f.write(body)
        f.flush()
        n = 0
        out = []
        for line in os.popen(command + ' ' + f.name, 'r').readlines():
            n += 1
            out.append('%d %s' % (n, line))
        f.close()
        return ''.join(out)

    def via_writer(self, command, body):
        pipe = os.popen(command + ' > out.txt', 'w')
        pipe.write(body)
        pipe.close()
        return file('out.txt').read()

    def via_popen2(self, command, body):
        child_stdin, child_stdout = os.popen2(command)
        child_stdin.write(body)
        child_stdin.close()
        return child_stdout.read()

    def via_commands(self, command, body):
        quoted = commands.mkarg(body)
        status, output = commands.getstatusoutput('printf %s' + quoted + ' | ' + command)
        return '%d %s' % (status >> 8, output)

    def via_check(self, command, body):
        try:
            out = subprocess.check_output(['sh', '-c', 'printf "\\351\\377 %s"; exit $0' % command, str(len(body))])
        except subprocess.CalledProcessError, e:
            return 'status %d: %s' % (e.returncode, e.output)
        return out

    def via_spawn(self, command, body):
        r, w = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(r)
            os.write(w, 'child got ' + body[::-1])
            os._exit(7)
        os.close(w)
        data = ''
        while True:
            chunk = os.read(r, 5)
            if chunk == '': break
            data += chunk
        os.close(r)
        pid, status = os.waitpid(pid, 0)
        return data + '/%d' % os.WEXITSTATUS(status)

if __name__ == '__main__':
    srv = SocketServer.TCPServer(('127.0.0.1', 0), Gateway)
    print 'gateway on port', srv.server_address[1]
    srv.serve_forever()
