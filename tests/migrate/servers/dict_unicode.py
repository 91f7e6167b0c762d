#!/usr/bin/env python
# -*- coding: latin-1 -*-
"""A DICT server (RFC 2229) whose words are unicode and whose texts are not."""
import SocketServer, codecs, locale, re, string, sys, unicodedata, difflib, gettext, shlex, cmd

reload(sys)
sys.setdefaultencoding('latin-1')

WORDS = {
    u'caf\xe9': 'Ein Getränk; auch: Kaffeehaus',
    u'stra\xdfe': 'Weg mit "Häusern"',
    u'\u043c\u0438\u0440': 'Welt, Frieden',
    u'zebra': u'Tier mit Streifen \u2014 schwarz',
}
TITLE = 'Wörterbuch'
UTITLE = u'Wörterbuch'

def fold(s):
    if not isinstance(s, unicode):
        s = unicode(s, 'utf-8', 'replace')
    s = unicodedata.normalize('NFKD', s)
    return u''.join([c for c in s if not unicodedata.combining(c)]).lower()

def to_utf8(s):
    if isinstance(s, str): return s.decode('latin-1').encode('utf-8')
    return s.encode('utf-8')

class Dict(SocketServer.StreamRequestHandler):
    def say(self, code, text, *args):
        if args: text = text % args
        self.wfile.write('%d %s\r\n' % (code, to_utf8(text)))

    def handle(self):
        self.say(220, TITLE + ' <%s>', 'x.y')
        for line in self.rfile:
            try:
                words = shlex.split(line)
            except ValueError, e:
                self.say(501, str(e)); continue
            if not words: continue
            try:
                getattr(self, 'do_' + words[0].upper().replace(' ', '_'))(*words[1:])
            except AttributeError, e:
                self.say(500, 'unknown %s', words[0])
            except TypeError:
                self.say(501, 'parameters')
            except UnicodeError, e:
                self.say(502, e.__class__.__name__)
            except SystemExit:
                self.say(221, 'bye'); break

    def do_DEFINE(self, db, word):
        key = word.decode('utf-8')
        found = [(w, d) for w, d in WORDS.iteritems() if fold(w) == fold(key)]
        if not found: return self.say(552, 'no match for %r', key.encode('ascii', 'backslashreplace'))
        self.say(150, '%d definitions', len(found))
        for w, d in sorted(found):
            self.say(151, u'"%s" %s', w, db)
            self.wfile.write(to_utf8(d) + '\r\n.\r\n')
        self.say(250, 'ok')

    def do_MATCH(self, db, strategy, word):
        u = word.decode('utf8')
        if strategy == 'prefix': hits = filter(lambda w: w.startswith(u), WORDS)
        elif strategy == 're': hits = [w for w in WORDS if re.search(u, w, re.U | re.I)]
        elif strategy == 'soundex': hits = difflib.get_close_matches(u, WORDS.keys())
        else: hits = [w for w in WORDS.keys() if u in w]
        hits.sort()
        self.say(152, '%d matches: %s', len(hits), u', '.join(hits))

    def do_LEN(self, word):
        u = unicode(word, 'utf-8')
        self.say(250, '%d %d %s %s %s', len(word), len(u), [ord(c) for c in u], u.lower(), u.center(10, u'*'))

    def do_UPPER(self, word):
        self.say(250, '%s|%s|%s', word.decode('latin-1'), word.decode('utf-8', 'replace').upper(), to_utf8('äÖ').decode('utf-8'))

    def do_MIX(self, word):
        mixed = u'<' + word + u'>' + TITLE
        same = TITLE == UTITLE
        self.say(250, '%s %s %s', mixed, same, {TITLE: 1}.get(UTITLE))

    def do_NAME(self, word):
        self.say(250, ', '.join([unicodedata.name(c, '?') for c in word.decode('utf-8')]))

    def do_ASCII(self, word):
        self.say(250, word.decode('ascii'))

    def do_SHOW(self, what='db'):
        self.wfile.write(TITLE + '\r\n')
        enc = codecs.getencoder('utf-8')
        self.say(110, `TITLE` + ' ' + UTITLE.encode('utf-16-be').encode('hex') + ' ' + enc(u'\xe9')[0].encode('hex') + str(UTITLE < 'X'))

    def do_QUIT(self): sys.exit(0)

if __name__ == '__main__':
    server = SocketServer.TCPServer(('127.0.0.1', 0), Dict)
    print 'dict on port %d' % server.server_address[1]
    server.serve_forever()
