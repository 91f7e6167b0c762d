"""Commands that a server runs, and what they print."""

import asyncore
import SocketServer
import subprocess


class Shell(SocketServer.StreamRequestHandler):
    def handle(self):
        command = self.rfile.readline().strip()
        process = subprocess.Popen(command, shell=True, stdout=subprocess.PIPE)
        out, err = process.communicate()
        self.wfile.write('output: ' + out)                              #: CS212
        for line in out.split('\n'):                                    #: CS211
            if line == 'done':                                          #: CS201
                return
        kernel = subprocess.check_output(['uname', '-s'])
        if kernel.strip() == 'Linux':                                   #: CS201
            self.wfile.write(kernel)
        sort = subprocess.Popen(['sort'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        print sort.communicate('b\na\n')[0]                             #: CS206 CS216
        feed = subprocess.Popen(['cat'], stdin=subprocess.PIPE)
        feed.stdin.write('text')                                        #: CS216


class Echo(asyncore.dispatcher):
    def handle_read(self):
        data = self.recv(8192)
        if data:
            self.send('you: ' + data)                                   #: CS212

    def handle_connect(self):
        self.send('hello\r\n')                                          #: CS216


class Forking(SocketServer.ForkingMixIn, SocketServer.TCPServer):       #: CS306
    def __init__(self, address):
        SocketServer.TCPServer.__init__(self, address, Shell)
        self.allow_reuse_address = True                                 #: CS302


def main():
    server = Forking(('', 0))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()
