"""Commands in lines, files in blocks, answers in lines; helpers outside of the class."""

import hashlib
import os
import SocketServer
import string
import sys


def read_line(sock):
    line = ''
    while not line.endswith('\r\n'):                                    #: CS211
        char = sock.recv(1)
        if char == '':                                                  #: CS202
            return None
        line = line + char                                              #: CS212
    return line[:-2]


def send_line(sock, text):
    sock.send(text)                                                     #: CS216
    sock.send('\r\n')                                                   #: CS216


def digest(blocks):
    md5 = hashlib.md5()
    for block in blocks:
        md5.update(block)
    return md5.hexdigest()


class Files(SocketServer.StreamRequestHandler):
    actions = {'LIST': 'list', 'GET': 'get', 'PUT': 'put'}

    def handle(self):
        sock = self.request
        send_line(sock, '220 ready')
        while True:
            line = read_line(sock)
            if line is None:
                break
            command = line.split(' ')[0].upper()                        #: CS211
            if command in self.actions:                                 #: CS204
                getattr(self, self.actions[command])(line)              #: CS204
            elif command == 'QUIT':                                     #: CS201
                return
            elif command.isdigit():
                send_line(sock, '200 ' + command)                       #: CS212
            else:
                try:
                    getattr(self, 'do_' + command)()                    #: CS212
                except AttributeError:
                    send_line(sock, '500 what?')

    def list(self, line):
        for name in os.listdir('.'):
            send_line(self.request, name)

    def get(self, line):
        name = line[4:]
        path = os.path.join('/srv/files', name)                         #: CS218
        with open(path, 'rb') as file:
            block = file.read(4096)
            while block != '':                                          #: CS202
                self.wfile.write(block)
                block = file.read(4096)

    def put(self, line):
        blocks = []
        while True:
            block = self.rfile.read(4096)
            if not block:
                break
            blocks.append(block)
        whole = ''.join(blocks)                                         #: CS215
        send_line(self.request, digest(blocks))
        out = open('upload', 'w')
        out.write(whole)                                                #: CS218
        out.close()
        sys.stdout.write(blocks[0])                                     #: CS218

    def do_HELP(self):
        self.wfile.write(string.join(['LIST', 'GET'], ' '))             #: CS216


if __name__ == '__main__':
    SocketServer.ThreadingTCPServer.allow_reuse_address = True
    server = SocketServer.ThreadingTCPServer(('', 2121), Files)
    server.serve_forever()
