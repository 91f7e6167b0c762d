#!/usr/bin/env python
"""A MUD: rooms, things, and a parser.  State is pickled between commands."""
import cPickle, copy, random, re, shelve, SocketServer, string, sys, textwrap, threading, UserDict
from UserDict import UserDict, IterableUserDict
from types import *

class World:
    pass

class Thing(object):
    names = {}
    def __init__(self, name, adjective='', weight=1L):
        self.name, self.adjective, self.weight = name, adjective, weight
    def __repr__(self):
        return '<%s>' % self
    def __str__(self):
        return ('%s %s' % (self.adjective, self.name)).lstrip()
    def __cmp__(self, other):
        return cmp(str(self), str(other))
    def __hash__(self):
        return hash(self.name)

class Room(Thing):
    def __init__(self, name, **exits):
        Thing.__init__(self, name)
        self.exits, self.things = exits, []
    def __contains__(self, name):
        return name in [t.name for t in self.things]
    def __getitem__(self, name):
        found = [t for t in self.things if t.name == name]
        if not found: raise LookupError, name
        return found[0]
    def __iadd__(self, thing):
        self.things.append(thing)
        return self
    def __isub__(self, thing):
        self.things.remove(thing)
        return self
    def __len__(self): return len(self.things)
    def __nonzero__(self): return True

def build():
    rooms = {}
    for name, exits in (('hall', {'n': 'garden', 'd': 'cellar'}), ('garden', {'s': 'hall'}), ('cellar', dict(u='hall'))):
        rooms[name] = Room(name, **exits)
    for room, thing in zip(['hall', 'garden', 'garden', 'cellar'], [Thing('lamp'), Thing('rose', 'red'), Thing('ch\xeane', 'old', 500), Thing('wine', 'sweet')]):
        rooms[room] += thing
    return rooms

class Player(SocketServer.StreamRequestHandler):
    verbs = {}
    directions = 'n s e w u d'.split()

    def tell(self, *what):
        print >>self.wfile, ' '.join(map(str, what)) + '\r'

    def handle(self):
        self.rooms = build()
        self.where, self.bag, self.turns = 'hall', [], 0
        self.tell('Welcome!')
        while 1:
            self.wfile.write('> ')
            line = self.rfile.readline()
            if not line: break
            words = [w for w in re.split(r'\W+', line.lower()) if w and w not in ('the', 'a', 'an')]
            self.turns = self.turns + 1
            if not words: continue
            verb, rest = words[0], words[1:]
            if verb in self.directions:
                self.go(verb)
            elif hasattr(self, 'v_' + verb):
                try:
                    if getattr(self, 'v_' + verb)(*rest): break
                except (LookupError, TypeError), e:
                    self.tell('What', e.__class__.__name__ == 'TypeError' and 'exactly' or `str(e)`, '?')
            else:
                self.tell('I do not know how to %s.' % line.split()[0])

    def go(self, d):
        try:
            self.where = self.rooms[self.where].exits[d]
        except KeyError, (direction,):
            self.tell('No way', direction)
        else:
            self.v_look()

    def v_look(self):
        room = self.rooms[self.where]
        things = room.things[:]
        things.sort()
        self.tell('You are in the', room, '-', len(room), 'things:', ', '.join([str(t) for t in things]) or 'nothing')
        exits = room.exits.items()
        exits.sort(lambda (a, x), (b, y): cmp(x, y))
        for line in textwrap.wrap('Exits lead ' + ' and '.join(['%s to the %s' % pair for pair in exits]), 30):
            self.tell('  ', line)

    def v_take(self, name):
        room = self.rooms[self.where]
        thing = room[name]
        if thing.weight > 100: return self.tell('Too heavy:', thing.weight / 3, 'men needed')
        room -= thing
        self.bag.append(thing)
        self.tell('Taken:', self.bag)

    def v_drop(self, name):
        for thing in self.bag:
            if thing.name == name:
                self.bag.remove(thing)
                self.rooms[self.where] += thing
                return self.tell('Dropped', thing, thing in self.rooms[self.where].things, name in self.rooms[self.where])
        raise LookupError, name

    def v_inventory(self):
        self.bag.sort(reverse=True)
        self.tell('You have', self.bag, min(self.bag or ['nothing']), sum([t.weight for t in self.bag]))

    def v_save(self):
        self.saved = cPickle.dumps((self.where, self.bag, self.turns), 1)
        self.tell('Saved', type(self.saved) is StringType)

    def v_restore(self):
        self.where, self.bag, turns = cPickle.loads(self.saved)
        self.tell('Restored', self.bag, turns)

    def v_say(self, *words):
        self.tell('You say', repr(string.join(words)), string.capwords(' '.join(words)), len(words))

    def v_roll(self):
        dice = random.Random(7L)
        self.tell('Seeded', isinstance(dice.random(), float))

    def v_quit(self):
        self.tell('Bye after %d turns' % self.turns)
        return True

class MUD(SocketServer.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

if __name__ == '__main__':
    mud = MUD(('127.0.0.1', 0), Player)
    print 'mud on port', mud.server_address[1]
    mud.serve_forever()
