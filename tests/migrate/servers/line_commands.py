#!/usr/bin/python
# -*- coding: iso-8859-1 -*-
# Befehle, eine Zeile je Befehl; für die Werkstatt.
import sys, string
from SocketServer import ThreadingTCPServer, StreamRequestHandler

VERSION = "1.04"
GREETING = "Grüße aus der Werkstatt"

values = {}

class CommandHandler(StreamRequestHandler):
    def setup(self):
        StreamRequestHandler.setup(self)
        self.commands = {'SET': self.set, 'GET': self.get, 'LIST': self.list, 'VER': self.version, 'LEN': self.length}

    def handle(self):
        self.wfile.write(GREETING + "\r\n")
        while 1:
            line = self.rfile.readline()
            if line == '':
                break
            words = string.split(string.strip(line))
            if not words:
                continue
            cmd = string.upper(words[0])
            if cmd == 'QUIT':
                self.wfile.write('BYE\r\n')
                break
            if self.commands.has_key(cmd):
                try:
                    apply(self.commands[cmd], words[1:])
                except TypeError, e:
                    self.wfile.write('ERR arguments\r\n')
                except KeyError, e:
                    self.wfile.write('ERR no such key: %s\r\n' % e)
            else:
                self.wfile.write('ERR unknown command ' + `cmd` + '\r\n')

    def set(self, name, *rest):
        if len(rest) <> 1:
            raise TypeError, "one value"
        values[name] = rest[0]
        self.wfile.write('OK\r\n')

    def get(self, name):
        self.wfile.write('%s=%s\r\n' % (name, values[name]))

    def list(self):
        keys = values.keys()
        keys.sort()
        self.wfile.write(string.join(keys, ',') + '\r\n')
        self.wfile.write(string.join(map(lambda k: k + ':' + values[k], keys), ';') + '\r\n')

    def version(self):
        print >>self.wfile, "version", VERSION, "\r"

    def length(self, word):
        print >>self.wfile, "%d half %d hex %s" % (len(word), len(word) / 2, word.encode('hex'))

if __name__ == '__main__':
    srv = ThreadingTCPServer(('', 0), CommandHandler)
    print >>sys.stdout, "commands on port %d" % srv.socket.getsockname()[1]
    srv.serve_forever()
