#!/usr/bin/env python
# The control socket of a daemon: one command a connection, the answer until the end.
import os
import sys
import SocketServer

STATE = {'verbose': 'no', 'rate': '10'}


class Control(SocketServer.StreamRequestHandler):
    def handle(self):
        words = self.rfile.readline().split()
        if not words:
            self.wfile.write('error: empty command\n')
        elif words[0] == 'status':
            for key in sorted(STATE):
                self.wfile.write('%s=%s\n' % (key, STATE[key]))
        elif words[0] == 'set' and len(words) == 3:
            STATE[words[1]] = words[2]
            self.wfile.writelines(['ok ', words[1], '\n'])
        else:
            self.wfile.write('error: %r\n' % (words,))


if __name__ == '__main__':
    path = sys.argv[1]
    if os.path.exists(path):
        os.remove(path)
    server = SocketServer.UnixStreamServer(path, Control)
    sys.stdout.write('listening on %s\n' % server.server_address)
    sys.stdout.flush()
    server.serve_forever()
