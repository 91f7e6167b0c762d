#! /usr/bin/env python
# Chat with a queue and a writer thread for each client; select() in the reader.
import Queue, select, socket, SocketServer, sys, thread, threading, time, weakref
from threading import Thread, currentThread

clients = {}
history = Queue.Queue(maxsize=20)
mutex = thread.allocate_lock()

class Writer(Thread):
    def __init__(self, sock, name):
        Thread.__init__(self, name='writer-%s' % name)
        self.sock, self.queue = sock, Queue.Queue(0)
        self.setDaemon(1)

    def run(self):
        while 1:
            item = self.queue.get()
            if item is None:
                break
            priority, line = item
            try:
                sent = 0
                while sent < len(line):
                    sent += self.sock.send(buffer(line, sent))
            except socket.error, (code, text):
                print 'lost', code, text
                break

    def put(self, line, priority=0):
        self.queue.put((priority, line))

class ChatHandler(SocketServer.BaseRequestHandler):
    def lines(self):
        pending = []
        while True:
            ready, _, _ = select.select([self.request], [], [], 5.0)
            if not ready:
                return
            if ready[0] is not self.request:
                print 'another one'
            data = self.request.recv(4096)
            if not data:
                return
            pending.append(data)
            if data.endswith('\n'):
                for line in ''.join(pending).splitlines():
                    yield line
                pending = []

    def setup(self):
        self.nick = None
        self.writer = None

    def handle(self):
        input = self.lines()
        self.request.sendall('nick? ')
        self.nick = input.next().strip()
        if self.nick == '' or clients.has_key(self.nick):
            self.request.sendall('in use\r\n')
            return
        self.writer = Writer(self.request, self.nick)
        self.writer.start()
        mutex.acquire()
        clients[self.nick] = self
        mutex.release()
        self.writer.put('hello %s, %d here\r\n' % (self.nick, len(clients)))
        for line in input:
            if line.startswith('/'):
                words = line[1:].split(None, 1)
                command = words[0].lower()
                rest = len(words) > 1 and words[1] or ''
                if command == 'quit': break
                method = getattr(self, 'cmd_' + command, None)
                if callable(method):
                    method(rest)
                else:
                    self.writer.put('unknown /%s\r\n' % command)
            else:
                self.broadcast(line)

    def broadcast(self, line):
        text = '<%s> %s\r\n' % (self.nick, line)
        try:
            history.put_nowait(text)
        except Queue.Full:
            history.get(); history.put(text)
        for nick, other in sorted(clients.items(), cmp=lambda a, b: cmp(a[0], b[0])):
            other.writer.put(text)

    def cmd_who(self, rest):
        names = clients.keys()
        names.sort(key=str.lower)
        self.writer.put('%s\r\n' % ', '.join(names))

    def cmd_me(self, rest):
        self.writer.put('* %s %s\r\n' % (self.nick, rest.swapcase().title()))

    def cmd_msg(self, rest):
        nick, text = rest.split(' ', 1)
        try:
            clients[nick].writer.put('[%s] %s\r\n' % (self.nick, text))
        except KeyError:
            self.writer.put('no %s\r\n' % nick)
        else:
            self.writer.put('told %s\r\n' % nick)

    def cmd_history(self, rest):
        lines = list(history.queue)[-int(rest or 2):]
        self.writer.put(''.join(lines) + '.\r\n')

    def finish(self):
        if self.writer:
            del clients[self.nick]
            self.writer.queue.put(None)
            self.writer.join(2)
            print self.nick, 'left', self.writer.isAlive(), self.writer.getName()

class ChatServer(SocketServer.ThreadingMixIn, SocketServer.TCPServer):
    daemon_threads = True

if __name__ == '__main__':
    server = ChatServer(('', 0), ChatHandler)
    print 'chat on port', server.server_address[1]
    server.serve_forever()
