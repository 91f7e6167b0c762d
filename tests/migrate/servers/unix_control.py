import os, sys, re, threading
from SocketServer import UnixStreamServer, StreamRequestHandler, ThreadingMixIn

class Control(StreamRequestHandler):

    state = {'level': '3', 'name': 'unit'}

    def handle(self):
        for line in self.rfile:
            line = line.strip()
            if line in ('exit', 'bye'):
                return
            m = re.match(r'set (?P<key>\S+)\s*=\s*(?P<value>.*)$', line)
            if m:
                self.state[m.group('key')] = m.group('value')
                self.wfile.write('set %(key)s to %(value)s\n' % m.groupdict())
            elif line[:4] == 'get ':
                self.wfile.write(self.state.get(line[4:], '(none)') + '\n')
            elif line[:5] == 'dump ':
                for name, value in sorted(self.state.iteritems()):
                    self.wfile.write(name.ljust(8, '.') + value.rjust(6) + ' ' + value.upper() + value.capitalize() + '\n')
            elif re.search('[\x80-\xff]', line):
                self.wfile.write('not ascii: ' + ' '.join(['%02x' % ord(c) for c in line]) + '\n')
            else:
                self.wfile.writelines(['no such command: ', line, '\n'])

class ControlServer(ThreadingMixIn, UnixStreamServer):
    daemon_threads = True

def main():
    path = sys.argv[1]
    try:
        os.unlink(path)
    except OSError:
        pass
    server = ControlServer(path, Control)
    os.chmod(path, 0600)
    print 'control socket', oct(os.stat(path).st_mode & 0777)
    server.serve_forever()

main()
