#!/usr/bin/env python
"""A chat in rooms: lines, commands, names of users."""

import re
import socket
import SocketServer
import threading
import time

USERS = {}
ROOMS = {'lobby': []}
COMMANDS = ['/join', '/nick', '/quit']
NICK = re.compile('[a-z]+$')


class ChatServer(SocketServer.ThreadingMixIn, SocketServer.TCPServer):      #: CS301
    pass


class ChatHandler(SocketServer.BaseRequestHandler):
    """One user."""

    def setup(self):
        self.buffer = ''
        self.nick = 'guest'
        self.room = 'lobby'
        self.request.send('welcome, it is %s\r\n' % time.ctime())       #: CS216

    def handle(self):
        while 1:
            data = self.request.recv(1024)
            if data == '':                                              #: CS202
                break
            self.buffer += data                                         #: CS212
            while '\n' in self.buffer:                                  #: CS213
                line, self.buffer = self.buffer.split('\n', 1)          #: CS211
                self.line(line.strip())

    def line(self, line):
        print '%s: %s' % (self.nick, line)                              #: CS203
        if line[0] == '/':                                              #: CS201
            words = line.split()
            if words[0] not in COMMANDS:                                #: CS204
                self.tell('no such command')
            elif words[0] == '/nick':                                   #: CS201
                self.rename(words[1])
            elif words[0] == '/join':                                   #: CS201
                self.room = words[1]
                ROOMS[words[1]] = [self]                                #: CS205
            return
        for other in ROOMS[self.room]:
            other.tell('<' + self.nick + '> ' + line)                   #: CS212

    def rename(self, nick):
        if not NICK.match(nick):                                        #: CS214
            self.tell('bad nick')
            return
        USERS[nick] = self
        self.nick = nick

    def tell(self, text):
        try:
            self.request.sendall(text + '\r\n')                         #: CS216
        except:                                                         #: CS209
            pass


if __name__ == '__main__':
    server = ChatServer(('localhost', 0), ChatHandler)
    server.allow_reuse_address = True                                   #: CS302
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        while thread.isAlive():
            thread.join(1)
    finally:
        server.shutdown()
        server.server_close()
