#!/usr/bin/env python
"""HTTP digest authentication, a nonce from hmac, and a token in a cookie-like header."""
import base64, binascii, hashlib, hmac, md5, re, sha, sys, urllib2, os
import SocketServer
from BaseHTTPServer import BaseHTTPRequestHandler, HTTPServer
from hashlib import md5 as md5_constructor
from base64 import b64encode as b64, urlsafe_b64decode

REALM = 'caf\xe9 r\xe9serv\xe9'
KEY = ''.join(map(chr, range(250, 256) + [0, 7]))
USERS = dict(mufasa='Circle Of Life', zo='\xeb pass')

H = lambda s: md5_constructor(s).hexdigest()
KD = lambda secret, data: H('%s:%s' % (secret, data))

def parse_keqv(header):
    parts = {}
    for item in urllib2.parse_http_list(header):
        key, value = item.split('=', 1)
        if value[0] == '"' == value[-1]:
            value = value[1:-1]
        parts[key] = value
    return parts

def nonce(address):
    raw = hmac.new(KEY, str(address), sha).digest()
    return base64.encodestring(raw).strip()

class Token(str):
    def __new__(cls, user, mac=None):
        if mac is None:
            mac = hmac.HMAC(KEY, user, hashlib.sha256).digest()[:6]
        self = str.__new__(cls, b64(user + '\0' + mac))
        self.user = user
        return self

    @staticmethod
    def check(text):
        try:
            user, mac = text.decode('base64').split('\0', 1)
        except (ValueError, binascii.Error), e:
            return None
        if Token(user) == text and mac == hmac.new(KEY, user, hashlib.sha256).digest()[:6]:
            return user

class Handler(BaseHTTPRequestHandler):
    def version_string(self):
        return 'digest'

    def challenge(self, why):
        self.send_response(401)
        self.send_header('WWW-Authenticate', 'Digest realm="%s", nonce="%s", qop="auth"' % (REALM, nonce(self.client_address[0])))
        self.send_header('Content-Length', len(why))
        self.end_headers()
        self.wfile.write(why)

    def do_GET(self):
        header = self.headers.getheader('authorization')
        if self.headers.has_key('X-Token'):
            user = Token.check(self.headers['X-Token'])
            return self.welcome(user or 'nobody')
        if not header:
            return self.challenge('who are you?')
        kind, rest = re.split(r'\s+', header, 1)
        if kind.lower() != 'digest':
            return self.challenge('not ' + kind)
        args = parse_keqv(rest)
        if args['nonce'] != nonce(self.client_address[0]):
            return self.challenge('stale')
        password = USERS.get(args['username'])
        if password == None:
            return self.challenge('no ' + args['username'])
        a1 = '%(username)s:%(realm)s:' % args + password
        a2 = '%s:%s' % (self.command, args['uri'])
        wanted = KD(H(a1), ':'.join([args[k] for k in 'nonce nc cnonce qop'.split()] + [H(a2)]))
        if wanted != args['response']:
            print 'wanted', wanted
            return self.challenge('wrong')
        self.welcome(args['username'])
    do_HEAD = do_GET

    def welcome(self, user):
        token = Token(user)
        body = 'hello %s %s %s\n' % (user, token, sha.new(user).hexdigest()[:8])
        body += binascii.b2a_base64(user) + binascii.b2a_hex(md5.md5(token).digest()[:4]) + '\n'
        body += '%s %s' % (urlsafe_b64decode('_-8=') == '\xff\xef', base64.b32encode(user))
        self.send_response(200)
        self.send_header('X-Token', token)
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(body)

    def log_message(self, *args):
        pass

if __name__ == '__main__':
    server = HTTPServer(('127.0.0.1', 0), Handler)
    print 'digest on port', server.server_port
    server.serve_forever()
