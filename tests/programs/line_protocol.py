#!/usr/bin/env python
"""A small key-value store with a line protocol.

    SET name value    -> OK
    GET name          -> VALUE value, or NONE
    KEYS              -> KEYS a b c
    QUIT              -> BYE

Written with care for bytes: apart from its import it runs on both Pythons.
"""
import sys
import SocketServer

STORE = {}


class LineHandler(SocketServer.StreamRequestHandler):

    def reply(self, *words):
        self.wfile.write(b' '.join(words) + b'\r\n')

    def handle(self):
        self.reply(b'HELLO', b'kv/1.0')
        for line in self.rfile:
            words = line.strip().split(b' ', 2)
            command = words[0].upper()
            if command == b'QUIT':
                self.reply(b'BYE')
                break
            method = self.commands.get(command)
            if method is None:
                self.reply(b'ERROR', b'unknown command', command)
                continue
            try:
                method(self, *words[1:])
            except TypeError:
                self.reply(b'ERROR', b'wrong number of arguments')

    def do_set(self, name, value):
        STORE[name] = value
        self.reply(b'OK')

    def do_get(self, name):
        if name in STORE:
            self.reply(b'VALUE', STORE[name])
        else:
            self.reply(b'NONE')

    def do_keys(self):
        self.reply(b'KEYS', *sorted(STORE))

    commands = {b'SET': do_set, b'GET': do_get, b'KEYS': do_keys}


if __name__ == '__main__':
    server = SocketServer.TCPServer(('127.0.0.1', int((sys.argv[1:] or ['0'])[0])), LineHandler)
    print('listening on %s:%d' % server.server_address)
    sys.stdout.flush()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.server_close()
