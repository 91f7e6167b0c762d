#!/usr/bin/env python
"""Hangman, configured by an INI file and command line, with scores in a text file."""
import ConfigParser, SocketServer, codecs, itertools, locale, operator, os, random, sets, string, sys, time
from optparse import OptionParser, OptionGroup

DEFAULTS = {'tries': '6', 'words': 'default'}
INI = u'''[server]
host = 127.0.0.1
banner = Bienvenue \xe0 tous
[words]
fr = \xe9t\xe9,no\xebl,caf\xe9
en = python,socket
'''

def read_config(path):
    f = codecs.open(path, 'w', 'latin-1')
    f.write(INI)
    f.close()
    parser = ConfigParser.SafeConfigParser(DEFAULTS)
    parser.read([path, '/no/such/file'])
    return parser

class Game(object):
    count = itertools.count(1)
    def __init__(self, word, tries):
        self.word, self.left, self.guessed = word, tries, sets.Set()
        self.number = Game.count.next()
    def guess(self, letter):
        self.guessed.add(letter)
        if letter not in self.word:
            self.left -= 1
    def __str__(self):
        return ' '.join([(c in self.guessed) and c or '_' for c in self.word])
    won = property(lambda self: not [c for c in self.word if c not in self.guessed])

class Scores:
    def __init__(self, path): self.path = path
    def add(self, name, points):
        out = open(self.path, 'a')
        print >>out, '%s\t%d' % (name, points)
        out.close()
    def top(self, n=3):
        try:
            lines = [line.rstrip('\n').split('\t') for line in file(self.path)]
        except IOError, e:
            return ['none yet (%d)' % e.errno]
        lines.sort(key=lambda (name, points): (-int(points), name))
        groups = [(k, [x[0] for x in g]) for k, g in itertools.groupby(lines, operator.itemgetter(1))]
        return ['%d. %s %s' % (i + 1, points, '/'.join(names)) for i, (points, names) in enumerate(groups[:n])]

class Hangman(SocketServer.StreamRequestHandler):
    wbufsize = -1
    def say(self, text):
        self.wfile.write(text.replace('\n', '\r\n') + '\r\n')
        self.wfile.flush()

    def handle(self):
        config = self.server.config
        self.say(config.get('server', 'banner'))
        name = self.rfile.readline().strip() or 'anonymous'
        for lang, words in sorted(config.items('words')):
            if lang in DEFAULTS: continue
            self.say('%s: %d' % (lang, len(words.split(','))))
        while True:
            lang, n = self.rfile.readline().split()
            if lang == 'stop':
                self.say('\n'.join(self.server.scores.top(int(n))))
                return
            try:
                word = config.get('words', lang).split(',')[int(n)]
            except (ConfigParser.NoOptionError, IndexError, ValueError), e:
                self.say('no: %s' % e.__class__.__name__)
                continue
            game = Game(word, config.getint('words', 'tries'))
            self.say('#%d %s' % (game.number, game))
            while game.left and not game.won:
                letter = self.rfile.readline().rstrip('\r\n')
                if len(letter) <> 1:
                    self.say('one letter, not %d' % len(letter)); continue
                game.guess(letter)
                self.say('%s (%d left) %s' % (game, game.left, ''.join(sorted(game.guessed))))
            if game.won: self.server.scores.add(name, game.left)
            self.say(game.won and 'won' or 'lost: ' + game.word.upper())

class Server(SocketServer.TCPServer):
    def __init__(self, config, handler=Hangman):
        self.config, self.scores = config, Scores('scores.txt')
        SocketServer.TCPServer.__init__(self, (config.get('server', 'host'), 0), handler)

    def verify_request(self, request, (host, port)):
        return host == '127.0.0.1' and port > 0

def main(args):
    op = OptionParser(usage='%prog [options]', description='Hangman')
    group = OptionGroup(op, 'Server')
    group.add_option('-c', '--config', default='hangman.ini')
    op.add_option_group(group)
    opts, rest = op.parse_args(args)
    server = Server(read_config(opts.config))
    print 'hangman on port', server.server_address[1]
    sys.stdout.flush()
    server.serve_forever()

if __name__ == '__main__': main(sys.argv[1:])
