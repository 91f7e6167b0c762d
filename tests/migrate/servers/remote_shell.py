#!/usr/bin/env python
"""Runs commands for a remote console: what they print goes back."""
import commands, os, subprocess, sys, shlex, tempfile
from subprocess import Popen, PIPE
import SocketServer

class Console(SocketServer.StreamRequestHandler):
    def handle(self):
        self.wfile.write('console of %s\n' % os.path.basename(sys.argv[0]))
        self.cwd = os.getcwd()
        while 1:
            self.wfile.write('$ ')
            line = self.rfile.readline().strip()
            if line in ('', 'exit'):
                break
            how, command = line[0], line[1:]
            if how == '!':
                self.wfile.write(os.popen(command).read())
            elif how == '$':
                status, output = commands.getstatusoutput(command)
                self.wfile.write('%d: ' % (status >> 8) + output + '\n')
            elif how == '|':
                p = Popen(shlex.split(command), stdin=PIPE, stdout=PIPE, stderr=subprocess.STDOUT)
                data = self.rfile.readline()
                out, err = p.communicate(data)
                self.wfile.write('[' + out.rstrip('\n') + ']\n')
            elif how == '&':
                p = subprocess.Popen(command, shell=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                for l in p.stdout:
                    self.wfile.write('> ' + l)
                errors = p.stderr.read()
                if errors:
                    self.wfile.write('! %s\n' % errors.strip())
                self.wfile.write('status %s\n' % p.wait())
            elif how == '+':
                out = subprocess.check_output(['sh', '-c', command])
                self.wfile.write(out.replace('\n', ';') + str(len(out)) + '\n')
            elif how == '%':
                fd, path = tempfile.mkstemp()
                os.write(fd, command)
                os.close(fd)
                fd = os.open(path, os.O_RDONLY)
                data = os.read(fd, 100)
                os.close(fd)
                os.unlink(path)
                self.wfile.write(data[::-1] + '\n')
            elif how == '*':
                r, w = os.pipe()
                pid = os.fork()
                if pid == 0:
                    os.close(r)
                    os.write(w, 'child: ' + command)
                    os._exit(0)
                os.close(w)
                os.waitpid(pid, 0)
                self.wfile.write(os.read(r, 100) + '\n')
                os.close(r)
            else:
                self.wfile.write('?' + line + '\n')

class Server(SocketServer.ThreadingMixIn, SocketServer.TCPServer):
    allow_reuse_address = True
    daemon_threads = True

s = Server(('127.0.0.1', 0), Console)
print 'console on port', s.server_address[1]
s.serve_forever()
