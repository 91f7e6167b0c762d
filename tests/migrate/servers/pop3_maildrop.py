#!/usr/bin/env python
"""A POP3 server over a maildrop in memory.  Speaks APOP and UIDL."""

import SocketServer, md5, string, sys, traceback
from types import StringType, TupleType

class POPError(Exception):
    pass

class Message:
    def __init__(self, text, octets=None):
        self.text = text
        self.octets = octets or len(text) + text.count('\n')
        self.deleted = 0

    def uid(self):
        return md5.new(self.text).hexdigest()[:12]

    def __cmp__(self, other):
        return cmp(self.octets, other.octets)

    def __len__(self):
        return self.octets

BOXES = {
    'ann': ('s\xe9same', [Message('From: bob\nSubject: caf\xe9\n\nHello\n.dot\n..\n'),
                         Message('From: eve\nSubject: short\n\nx\n')]),
    'bob': ('tanstaaf', []),
}
BANNER = '<1896.697170952@dbc.mtview.ca.us>'

class POP3Handler(SocketServer.StreamRequestHandler):
    state = 'AUTH'

    def setup(self):
        SocketServer.StreamRequestHandler.setup(self)
        self.user = self.drop = None

    def ok(self, fmt='', *args):
        self.wfile.write('+OK ' + fmt % args + '\r\n')

    def handle(self):
        self.ok('POP3 server ready %s', BANNER)
        while True:
            line = self.rfile.readline()
            if not line: break
            words = string.split(string.strip(line))
            if not words:
                continue
            verb, args = string.lower(words[0]), words[1:]
            try:
                try:
                    method = getattr(self, 'pop_' + verb)
                except AttributeError:
                    raise POPError, 'unknown command ' + `verb`
                if apply(method, args): break
            except POPError, (why):
                self.wfile.write('-ERR %s\r\n' % why)
            except TypeError, e:
                self.wfile.write('-ERR usage\r\n')
            except IndexError:
                self.wfile.write('-ERR no such message, only %d\r\n' % len(self.drop))

    def need(self, state):
        if self.state <> state:
            raise POPError('not in state', state)

    def pop_user(self, name):
        self.need('AUTH')
        self.user = name
        self.ok('%s is a real hoopy frood', name)

    def pop_pass(self, *words):
        self.need('AUTH')
        password = string.join(words, ' ')
        try:
            secret, drop = BOXES[self.user]
        except KeyError, key:
            raise POPError, 'no mailbox %s' % key
        if secret != password:
            raise POPError, 'invalid password'
        self.login(drop)

    def pop_apop(self, name, digest):
        if not BOXES.has_key(name):
            raise POPError, 'no mailbox'
        secret, drop = BOXES[name]
        expected = ''.join(map(lambda c: '%02x' % ord(c), md5.new(BANNER + secret).digest()))
        if expected != digest:
            raise POPError, 'permission denied'
        self.login(drop)

    def login(self, drop):
        self.drop, self.state = drop, 'TRANS'
        total = reduce(lambda sum, m: sum + m.octets, drop, 0)
        self.ok('%d messages (%d octets)', len(drop), total)

    def pop_stat(self):
        self.need('TRANS')
        left = filter(lambda m: not m.deleted, self.drop)
        self.ok('%d %d', len(left), sum([m.octets for m in left]))

    def pop_list(self):
        self.need('TRANS')
        self.ok()
        numbers = range(len(self.drop))
        numbers.sort(lambda a, b: cmp(self.drop[a], self.drop[b]))
        for i in numbers:
            if not self.drop[i].deleted:
                print >>self.wfile, '%d %d\r' % (i + 1, self.drop[i].octets)
        print >>self.wfile, '.\r'

    def pop_uidl(self, which=None):
        if which: return self.ok('%s %s', which, self.drop[int(which) - 1].uid())
        self.ok('unique-id listing follows')
        for n, m in enumerate(self.drop):
            self.wfile.write('%i %s\r\n' % (n + 1, m.uid()))
        self.wfile.write('.\r\n')

    def pop_top(self, which, lines='10'):
        msg = self.drop[int(which) - 1]
        head, body = msg.text.split('\n\n', 1)
        self.ok('top of message follows')
        rows = head.split('\n') + [''] + body.split('\n')[:int(lines)]
        for row in rows:
            if row[:1] == '.': row = '.' + row
            self.wfile.write(row + '\r\n')
        self.wfile.write('.\r\n')

    def pop_dele(self, which):
        self.drop[int(which) - 1].deleted = 1
        self.ok('message %s deleted', which)

    def pop_noop(self): self.ok()

    def pop_quit(self):
        self.ok('dewey POP3 server signing off')
        return 1

class Server(SocketServer.ThreadingMixIn, SocketServer.TCPServer):
    allow_reuse_address = 1
    daemon_threads = True

if __name__ == '__main__':
    s = Server(('localhost', 0), POP3Handler)
    print 'POP3 on port', s.server_address[1]
    sys.stdout.flush()
    s.serve_forever()
