"""One source for both, by hand: it tells bytes from text, and asks for the version."""

from __future__ import print_function

import socket
import sys

import six

try:
    import socketserver
except ImportError:
    import SocketServer as socketserver

PY3 = sys.version_info[0] >= 3

if PY3:
    def to_bytes(text):
        return text.encode('utf-8')
else:
    def to_bytes(text):
        return text

if sys.version_info < (3,):
    def greet(sock):
        sock.send('hello')
else:
    def greet(sock):
        sock.send(b'hello')


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        greet(self.request)
        data = self.request.recv(1024)
        if isinstance(data, bytes):
            data = data.decode('utf-8')
        if data == 'quit':
            return
        if six.PY2:
            self.request.sendall('you said ' + data)
        else:
            self.request.sendall(b'you said ' + data.encode('utf-8'))
        self.write(u'text')
        self.write(b'bytes')

    def write(self, data):
        if not isinstance(data, six.binary_type):
            data = to_bytes(data)
        self.request.sendall(data)


def client(address, message):
    sock = socket.create_connection(address)
    try:
        message = message.encode('utf-8')
    except AttributeError:
        pass
    sock.sendall(message)
    answer = sock.recv(1024)
    return answer if str is bytes else answer.decode('utf-8')
