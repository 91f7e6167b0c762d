"""What is received, kept in attributes, containers and globals, and handed on."""

import logging
import Queue
import SocketServer

last = None
jobs = Queue.Queue()


def normalise(text):
    return text.strip().lower()


class Keeper(SocketServer.BaseRequestHandler):
    known = set(['red', 'green'])

    def setup(self):
        self.parts = []
        self.options = {}
        self.data = None

    def read(self):
        self.data = self.request.recv(512)
        self.parts.append(self.data)
        return normalise(self.data)

    def handle(self):
        global last
        word = self.read()
        last = word
        jobs.put((word, self.client_address))
        if word in self.known:                                          #: CS204
            self.choose(word)
        elif self.data == 'all':                                        #: CS201
            self.request.sendall(','.join(self.parts))                  #: CS215
        self.check()
        head, _, tail = self.data.partition('=')                        #: CS211
        self.options[head] = tail
        logging.info('got %s', tail)                                    #: CS203
        logging.debug('got ' + tail)                                    #: CS212
        text = '{0} -> {1}'.format(head, tail)                          #: CS203
        reply = str(tail)                                               #: CS203
        self.request.sendall(reply)                                     #: CS216
        self.request.sendall(text)                                      #: CS216

    def choose(self, colour):
        names = {'red': 1, 'green': 2}
        number = names[colour]                                          #: CS204
        self.request.send('%d' % number)                                #: CS216

    def check(self):
        if last == 'stop':                                              #: CS201
            self.server.shutdown()
        for name, value in self.options.items():
            if name == 'mode':                                          #: CS201
                self.parts.remove('mode')                               #: CS204
        first, rest = self.data[0], self.data[1:]                       #: CS210
        if first == '#':                                                #: CS201
            return rest.replace('#', '')                                #: CS211


def work():
    while True:
        word, address = jobs.get()
        if word == 'quit':                                              #: CS201
            break
        print '%s asked %r' % (address, word)                           #: CS203


class Base(SocketServer.StreamRequestHandler):
    def command(self):
        return self.rfile.readline().split()


class Derived(Base):
    def handle(self):
        words = self.command()
        if words and words[0] == 'HELO':                                #: CS201
            self.reply(250, 'hello ' + words[1])                        #: CS212
        elif words == ['QUIT']:                                         #: CS201
            self.reply(221, 'bye')

    def reply(self, code, text):
        self.wfile.write('%d %s\r\n' % (code, text))                    #: CS216
