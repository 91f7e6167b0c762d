#!/usr/bin/env python
# A chat room: a thread for each guest, and a lock around the list of them.
import sys
import threading
import SocketServer


class Room:
    def __init__(self):
        self.lock = threading.Lock()
        self.guests = {}

    def enter(self, name, handler):
        self.lock.acquire()
        try:
            if name in self.guests:
                return False
            self.guests[name] = handler
        finally:
            self.lock.release()
        self.tell('* %s came' % name)
        return True

    def leave(self, name):
        self.lock.acquire()
        try:
            if name in self.guests:
                del self.guests[name]
        finally:
            self.lock.release()
        self.tell('* %s left' % name)

    def tell(self, text):
        self.lock.acquire()
        try:
            for name in sorted(self.guests.keys()):
                self.guests[name].wfile.write(text + '\n')
        finally:
            self.lock.release()


ROOM = Room()


class ChatHandler(SocketServer.StreamRequestHandler):
    def handle(self):
        self.wfile.write('name? ')
        name = self.rfile.readline().strip()
        if not ROOM.enter(name, self):
            self.wfile.write('taken\n')
            return
        try:
            while 1:
                line = self.rfile.readline()
                if not line or line.strip() == '/quit':
                    break
                ROOM.tell('<%s> %s' % (name, line.rstrip()))
        finally:
            ROOM.leave(name)


class ChatServer(SocketServer.ThreadingMixIn, SocketServer.TCPServer):
    allow_reuse_address = 1
    daemon_threads = 1


if __name__ == '__main__':
    server = ChatServer(('127.0.0.1', 0), ChatHandler)
    sys.stdout.write('listening on %s:%d\n' % server.server_address)
    sys.stdout.flush()
    server.serve_forever()
