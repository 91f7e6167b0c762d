#!/usr/bin/env python
# Door controller: challenge and response, passwords as md5 in a ConfigParser file.
import SocketServer, ConfigParser, StringIO, md5, os, sys, string, random, base64

CONFIG = """
[server]
banner = Door 7
tries: 3

[users]
ann = 900150983cd24fb0d6963f7d28e17f72
bob\xe9 = 0fd3dbec9730101bff92acc820befc34
"""

config = ConfigParser.ConfigParser()
config.readfp(StringIO.StringIO(CONFIG))

class AuthError(Exception):
    def __init__(self, code, message):
        Exception.__init__(self, code, message)
        self.code = code

def check(user, password):
    try:
        wanted = config.get('users', user)
    except ConfigParser.NoOptionError:
        raise AuthError(530, 'no such user ' + user)
    if md5.new(password).hexdigest() != wanted:
        raise AuthError, (531, 'wrong password')
    return 1

class DoorHandler(SocketServer.StreamRequestHandler):
    timeout = 30
    def send(self, code, text):
        self.wfile.write(str(code) + ' ' + text + '\r\n')

    def handle(self):
        self.user = None
        tries = config.getint('server', 'tries')
        self.send(220, config.get('server', 'banner'))
        while tries:
            line = self.rfile.readline(1024)
            if line == '': break
            cmd, sep, arg = line.strip().partition(' ')
            cmd = cmd.upper()
            try:
                if cmd == 'USER':
                    self.user = arg
                    self.send(331, 'password for ' + arg)
                elif cmd == 'PASS':
                    check(self.user, arg)
                    self.send(230, 'open')
                elif cmd == 'AUTH':
                    user, password = base64.decodestring(arg).split('\0', 1)
                    check(user, password)
                    self.send(235, 'hello ' + user)
                elif cmd == 'CRAM':
                    nonce = '<\xa7%d@door>' % 1234
                    self.wfile.write('334 ' + base64.encodestring(nonce))
                    answer = self.rfile.readline().strip()
                    digest = md5.new(nonce + 'abc').digest()
                    if answer.decode('hex') == digest:
                        self.send(235, 'right')
                    else:
                        raise AuthError(535, 'expected ' + ''.join(['%02X' % ord(c) for c in digest]))
                elif cmd == 'XOR':
                    key = 'k\xeay'
                    self.send(250, ''.join([chr(ord(c) ^ ord(key[i % len(key)])) for i, c in enumerate(arg)]).encode('base64').strip())
                else:
                    self.send(500, 'what is ' + repr(cmd))
            except AuthError, (code, message):
                tries -= 1
                self.send(code, message)
            except TypeError:
                self.send(503, 'bad sequence')
            except:
                self.send(501, 'syntax error')
        self.send(421, 'bye')

class DoorServer(SocketServer.ThreadingTCPServer):
    allow_reuse_address = 1
    daemon_threads = 1

if __name__ == '__main__':
    server = DoorServer(('', 0), DoorHandler)
    print 'door on port', server.server_address[1]
    server.serve_forever()
