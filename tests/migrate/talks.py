r"""Conversations with servers, one a file beside the program: what clients send, and where their answers end.

    tcp                     or tls, udp, unix: what the server speaks
    # a comment
    a> GET \xe9\r\n         client a sends these bytes (Python's escapes; ` * 500` at the end: so many times)
    a>|                     it sends no more
    a< \r\n                 its answer is read until it ends so
    a<                      a datagram is read
    a<#12                   so many bytes are read
    a<|                     it is read to the end of the stream
    a<pickle                a length of four bytes is read, and so many of a pickle, compared as values
    b@2> x                  client b talks to the second port that the program printed

A program prints a first line that ends in `port` and its ports, or is given the path of its socket.
"""

import codecs
import io
import pickle
import re
import socket
import ssl
import struct

LINE = re.compile(r'(\w+?)(?:@(\d))?([<>])(\||pickle|#\d+)?(?: (.*?)(?: \* (\d+))?)?$')
LIMIT = 10      # seconds that any answer may take


class Step(object):
    """A line of a conversation: `end` is how an answer ends, a number of bytes, '|', 'pickle' or None."""

    def __init__(self, line):
        match = LINE.match(line)
        if not match:
            raise ValueError('not a line of a conversation: %r' % line)
        self.line = line
        self.client, port, arrow, mark, text, times = match.groups()
        self.port = int(port or 1)
        self.sends = arrow == '>'
        self.mark = mark
        self.payload = codecs.escape_decode((text or '').encode('latin-1'))[0] * int(times or 1)


def lines_of(path):
    with io.open(path, encoding='latin-1') as file:
        return [line.rstrip('\n') for line in file]


def read(path):
    """The conversation of a file: what the server speaks, and a list of steps."""
    lines = lines_of(path)
    return lines[0], [Step(line) for line in lines[1:] if line and not line.startswith('#')]


def hold(kind, steps, ports, path=None):
    """Say all steps to a server; return the answers, as (line, bytes or what was unpickled) each."""
    clients = {}
    try:
        answers = []
        for step in steps:
            if step.client not in clients:
                clients[step.client] = Client(kind, path or ('127.0.0.1', ports[step.port - 1]))
            answer = clients[step.client].take(step)
            if not step.sends:
                answers.append((step.line, answer))
        return answers
    finally:
        for client in clients.values():
            client.socket.close()


class Client(object):
    """A client of any kind of server."""

    def __init__(self, kind, address):
        self.datagrams = kind == 'udp'
        self.address = address
        family = socket.AF_INET if isinstance(address, tuple) else socket.AF_UNIX
        self.socket = socket.socket(family, socket.SOCK_DGRAM if self.datagrams else socket.SOCK_STREAM)
        self.socket.settimeout(LIMIT)
        if not self.datagrams:
            self.socket.connect(address)
        if kind == 'tls':
            context = ssl.SSLContext(ssl.PROTOCOL_SSLv23)       # which is any version
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            self.socket = context.wrap_socket(self.socket)

    def take(self, step):
        """Do what a step says; return what came in answer."""
        if step.sends:
            return self.send(step)
        if self.datagrams:
            # The next one goes where this came from: TFTP's ports.
            answer, self.address = self.socket.recvfrom(65536)
            return answer
        if step.mark == 'pickle':
            data = self.read(4)
            return unpickled(self.read(struct.unpack('!I', data)[0]) if len(data) == 4 else data)
        if step.mark == '|':
            return self.read(1 << 30)
        if step.mark:
            return self.read(int(step.mark[1:]))
        return self.read_until(step.payload)

    def send(self, step):
        try:
            if step.mark:
                self.socket.shutdown(socket.SHUT_WR)
            elif self.datagrams:
                self.socket.sendto(step.payload, self.address)
            else:
                self.socket.sendall(step.payload)
        except socket.error:        # the server is gone already; the answer shows it
            pass

    def read(self, size):
        data = b''
        while len(data) < size:
            part = self.receive(size - len(data))
            if not part:
                break
            data += part
        return data

    def read_until(self, end):
        """What comes until it ends so; no more is taken than that."""
        data = b''
        while not data.endswith(end) or not data:
            part = self.receive(1)
            if not part:
                break
            data += part
        return data

    def receive(self, size):
        try:
            return self.socket.recv(min(size, 65536))
        except socket.timeout:
            return b''
        except socket.error:            # reset: there is no more, and what was lost is not ours to compare
            return b''


def unpickled(data):
    """What a Python 2 client would have of a pickle, in a form to compare: str, unicode and bytes are characters."""
    try:
        return repr_of(pickle.loads(data) if str is bytes else pickle.loads(data, encoding='latin-1'))
    except Exception as error:
        return '%s: %r' % (type(error).__name__, data)


def repr_of(value):
    if isinstance(value, bytes):
        value = value.decode('latin-1')
    if isinstance(value, type(u'')):
        return value
    if isinstance(value, (list, tuple)):
        return [type(value).__name__] + [repr_of(part) for part in value]
    if isinstance(value, dict):
        return ['dict'] + sorted([repr_of(key), repr_of(value[key])] for key in value)
    return value
