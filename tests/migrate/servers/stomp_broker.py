#!/usr/bin/env python
"""STOMP 1.0 broker with transactions."""
import Queue, SocketServer, StringIO, socket, sys, threading, time, uuid, weakref
from collections import deque

class Frame(object):
    def __init__(self, command='', headers=None, body=''):
        self.command, self.headers, self.body = command, headers or {}, body

    def pack(self):
        headers = ''.join(['%s:%s\n' % (f, v) for f, v in sorted(self.headers.iteritems())])
        return '%s\n%s\n%s\x00' % (self.command, headers, self.body)
    __str__ = pack

    @classmethod
    def parse(cls, text):
        head, body = text.split('\n\n', 1)
        lines = head.lstrip('\n').splitlines()
        headers = dict([line.split(':', 1) for line in lines[1:]])
        return cls(lines[0], headers, body)

class Topics(dict):
    def __missing__(self, key):
        self[key] = value = []
        return value

topics = Topics()
lock = threading.Lock()
counter = iter(xrange(1, sys.maxint)).next

class Stomp(SocketServer.StreamRequestHandler):
    def setup(self):
        SocketServer.StreamRequestHandler.setup(self)
        self.subscriptions, self.transactions = set(), {}
        self.ack = {}

    def frames(self):
        buffer = ''
        while not buffer.count('\x00') or buffer:
            try:
                data = self.request.recv(64)
            except socket.error, (errno, msg):
                return
            if not data: return
            buffer += data
            parts = buffer.split('\x00')
            buffer = parts.pop()
            for part in parts:
                if part.strip(): yield Frame.parse(part)

    def send(self, command, body='', **headers):
        frame = Frame(command, dict((k.replace('_', '-'), v) for (k, v) in headers.items()), body)
        self.wfile.write(frame.pack() + '\n')

    def handle(self):
        for frame in self.frames():
            handler = getattr(self, 'on_' + frame.command.lower(), None)
            if not handler:
                self.send('ERROR', 'unknown command: ' + frame.command, message='Unknown')
                continue
            try:
                if handler(frame) == 'close': return
            except KeyError, e:
                self.send('ERROR', repr(frame.headers.keys()), message='missing %s' % e)
            else:
                if 'receipt' in frame.headers:
                    self.send('RECEIPT', receipt_id=frame.headers['receipt'])

    def on_connect(self, frame):
        if frame.headers.get('passcode') not in (None, 'geh\xe9im'):
            self.send('ERROR', message='Access refused')
            return 'close'
        self.send('CONNECTED', session='s-%03d' % len(topics))

    def on_subscribe(self, frame):
        with lock:
            topics[frame.headers['destination']].append(self)
            self.subscriptions.add(frame.headers['destination'])

    def on_unsubscribe(self, frame):
        self.subscriptions.remove(frame.headers['destination'])
        topics[frame.headers['destination']].remove(self)

    def on_begin(self, frame):
        self.transactions[frame.headers['transaction']] = deque()

    def on_commit(self, frame):
        queue = self.transactions.pop(frame.headers['transaction'])
        while len(queue) > 0:
            self.on_send(queue.popleft())

    def on_abort(self, frame):
        del self.transactions[frame.headers['transaction']]

    def on_send(self, frame):
        if frame.headers.has_key('transaction'):
            tx = frame.headers.pop('transaction')
            self.transactions[tx].append(frame)
            return
        for subscriber in topics[frame.headers['destination']]:
            subscriber.send('MESSAGE', frame.body, destination=frame.headers['destination'], message_id=counter(), content_length=len(frame.body))

    def on_disconnect(self, frame): return 'close'

    def finish(self):
        for name in self.subscriptions:
            topics[name].remove(self)
        SocketServer.StreamRequestHandler.finish(self)

if __name__ == '__main__':
    SocketServer.ThreadingTCPServer.daemon_threads = True
    srv = SocketServer.ThreadingTCPServer(('', 0), Stomp)
    print 'stomp on port', srv.server_address[1]
    srv.serve_forever()
