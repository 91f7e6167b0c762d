"""Handlers of HTTP that deal in native strings: on every Python what they see and send is what it is on 2.7."""

import socket
import threading

import pytest

import compatsrv
from compatsrv import b, n

try:
    from http.server import BaseHTTPRequestHandler
except ImportError:
    from BaseHTTPServer import BaseHTTPRequestHandler

LIMIT = 20      # seconds: only what hangs takes so long


class Handler(compatsrv.NativeStringMixIn, BaseHTTPRequestHandler):
    """Answers a POST with its body in upper case."""

    protocol_version = 'HTTP/1.1'
    seen = []

    def log_message(self, *args):
        pass

    def answer(self, body):
        self.send_response(200)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.answer(self.rfile.read(int(self.headers.getheader('Content-Length'))).upper())


@pytest.fixture
def ask():
    """ask(part, ...) sends the parts one after the other to Handler, with the methods given; gives all that comes back."""
    def talk(*parts, **methods):
        server = compatsrv.TCPServer(('127.0.0.1', 0), type('Mine', (Handler,), methods))
        server.timeout = LIMIT
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        client = socket.create_connection(server.server_address, LIMIT)
        try:
            for part in parts:
                client.sendall(part)
            client.shutdown(socket.SHUT_WR)
            return b''.join(iter(lambda: client.recv(65536), b''))
        finally:
            client.close()
            thread.join(LIMIT)
            server.server_close()
            assert not thread.is_alive()
    return talk


def bodies(answers):
    """The body of each answer that has a Content-Length."""
    found = []
    while answers:
        head, _, answers = answers.partition(b'\r\n\r\n')
        lengths = [line.split()[1] for line in head.split(b'\r\n') if line.lower().startswith(b'content-length:')]
        if lengths:
            found.append(answers[:int(lengths[0])])
            answers = answers[int(lengths[0]):]
    return found


def test_pipelined_requests(ask):
    """What a body was read by does not matter to the request after it."""
    def do_LINES(self):
        left, lines = int(self.headers['content-length']), []
        while left:
            lines.append(self.rfile.readline(left))
            left -= len(lines[-1])
        self.answer('|'.join(lines))

    def do_CHUNKS(self):
        body = ''
        for size in iter(lambda: int(self.rfile.readline().split(';')[0], 16), 0):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        self.answer(body.upper())

    def do_DELETE(self):
        self.send_response(204)
        self.end_headers()

    answers = ask(b'LINES / HTTP/1.1\r\nContent-Length: 8\r\n\r\na\nb\r\nc\xe9d'
                  b'CHUNKS / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na\xe9b\r\n4;x=y\r\n\r\n\xff\x00\r\n0\r\n\r\n'
                  b'DELETE / HTTP/1.1\r\n\r\nPOST / HTTP/1.1\r\nContent-Length: 2\r\nConnection: close\r\n\r\nz\xb5',
                  do_LINES=do_LINES, do_CHUNKS=do_CHUNKS, do_DELETE=do_DELETE)
    assert bodies(answers) == [b'a\n|b\r\n|c\xe9d', b'A\xe9B\r\n\xff\x00', b'Z\xb5'] and answers.count(b'HTTP/1.1 204') == 1


def test_a_request_in_parts(ask):
    assert bodies(ask(b'POST / HT', b'TP/1.1\r\nContent-Le', b'ngth: 4\r\n\r', b'\n\xff', b'ab', b'\n')) == [b'\xffAB\n']


def test_what_a_handler_sees(ask):
    seen = []

    def do_GET(self):
        seen.extend([self.raw_requestline, self.requestline, self.path, self.path.upper(), self.headers['X-L'].upper(),
                     self.headers.get('folded'), self.headers.getrawheader('Folded'), sorted(self.headers.keys()),
                     self.headers.getheaders('a'), self.headers.plist, len(self.headers)])
        self.answer('')

    ask(b'GET /caf\xc3\xa9\xff HTTP/1.1\r\nA: 1\r\na: 2\r\nX-L: caf\xc3\xa9\r\nFolded: x\r\n  y\r\nContent-Type: a/b; C=d\r\n\r\n', do_GET=do_GET)
    assert seen == ['GET /caf\xc3\xa9\xff HTTP/1.1\r\n', 'GET /caf\xc3\xa9\xff HTTP/1.1', '/caf\xc3\xa9\xff', '/CAF\xc3\xa9\xff',
                    'CAF\xc3\xa9', 'x\n y', ' x\r\n  y\r\n', ['a', 'content-type', 'folded', 'x-l'], ['1', '2'], ['c=d'], 4]
    assert all(b(each) == b(n(each)) for each in seen[:7])


def test_the_bytes_of_an_error_are_sent_as_they_are(ask):
    def do_GET(self):
        self.send_error(404, 'no such file: ' + self.path)

    answer = ask(b'GET /caf\xc3\xa9\xff HTTP/1.1\r\nConnection: close\r\n\r\n', do_GET=do_GET)
    head, _, page = answer.partition(b'\r\n\r\n')
    assert head.startswith(b'HTTP/1.1 404 no such file: /caf\xc3\xa9\xff\r\n')
    assert b'no such file: /caf\xc3\xa9\xff.' in page
    lengths = [line.split()[1] for line in head.split(b'\r\n') if line.lower().startswith(b'content-length:')]
    assert lengths in ([], [str(len(page)).encode('ascii')])        # 2.7 sends none


def test_a_page_of_the_programs_own(ask):
    def do_GET(self):
        self.send_error(500, 'x')

    answer = ask(b'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', do_GET=do_GET, error_message_format='\xff %(code)d %(message)s\xe9')
    assert answer.endswith(b'\r\n\r\n\xff 500 x\xe9')


def test_a_head_that_is_sent_without_end_headers(ask):
    def do_GET(self):
        self.send_response(302, 'caf\xe9')
        self.send_header('Location', '/\xff')
        self.send_header('Set-Cookie', n('a=\xe9'))
        self.wfile.write('\r\nbody')

    answer = ask(b'GET / HTTP/1.0\r\n\r\n', do_GET=do_GET)
    assert answer.startswith(b'HTTP/1.1 302 caf\xe9\r\n') and answer.endswith(b'Location: /\xff\r\nSet-Cookie: a=\xe9\r\n\r\nbody')
