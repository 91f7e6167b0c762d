# coding: utf-8
"""Handlers that deal in native strings or in text, over real sockets; the same on 2.7 and on 3."""

import io
import os
import select
import socket
import struct
import threading

import pytest

import compatsrv
from compatsrv import n

LIMIT = 20      # seconds: only what hangs takes so long
NON_ASCII = b'caf\xe9 \xb5\xff\x00'


@pytest.fixture
def ask():
    """ask(handle, payload, base) serves handle() and gives what a client gets that sends payload; handle's error is raised."""
    servers = []

    def talk(handle, payload=b'', base='NativeStreamRequestHandler', server='TCPServer', parts=None, **members):
        errors = []

        def handle_error(self, request, client_address):
            import sys
            errors.append(sys.exc_info()[1])

        bases = (getattr(compatsrv, base) if isinstance(base, str) else base,)
        handler = type('Handler', bases, dict(members, handle=handle) if handle else members)
        cls = type('Server', (getattr(compatsrv, server),), {'handle_error': handle_error, 'timeout': LIMIT})
        running = cls(('127.0.0.1', 0), handler)
        servers.append(running)
        client = socket.socket(socket.AF_INET, cls.socket_type)
        try:
            client.settimeout(LIMIT)
            client.connect(running.server_address)
            thread = threading.Thread(target=running.handle_request)
            thread.start()
            for part in parts or [payload]:
                client.sendall(part)
            answer = b''
            if server == 'UDPServer':
                answer = client.recv(65536)
            else:
                try:
                    client.shutdown(socket.SHUT_WR)
                except socket.error:
                    pass        # a handler may answer and end before it has got all
                for block in iter(lambda: client.recv(65536), b''):
                    answer += block
            thread.join(LIMIT)
            assert not thread.is_alive()
        finally:
            client.close()
        if errors:
            raise errors[0]
        return answer

    yield talk
    for running in servers:
        running.server_close()


def test_stream(ask):
    seen = []

    def handle(self):
        for line in self.rfile:
            seen.append(line)
            self.wfile.write('<' + line.rstrip('\r\n').upper() + '>')
        self.wfile.writelines(['end', b' of', bytearray(b' it')])

    assert ask(handle, NON_ASCII + b'\r\nx\n\n\x85\nlast') == b'<CAF\xe9 \xb5\xff\x00><X><><\x85><LAST>end of it'
    assert all(isinstance(line, str) for line in seen)
    assert seen == [n(NON_ASCII + b'\r\n'), 'x\n', '\n', '\x85\n', 'last']


def test_ways_to_read(ask):
    seen = []

    def handle(self):
        rfile = self.rfile
        seen.append([rfile.readline(), rfile.read(2), rfile.readline(3), rfile.readline(), rfile.read(0)])
        seen.append([next(iter(rfile)), rfile.readline(100), rfile.readlines(3), rfile.read(3)])
        buf = bytearray(4)
        seen.append([rfile.readinto(buf), bytes(buf), rfile.read(), rfile.read(), rfile.readline(), rfile.readlines()])

    ask(handle, b'one\ntwo three\nfour\nfive\nsix\nseven\neight nine\nten')
    assert seen == [['one\n', 'tw', 'o t', 'hree\n', ''], ['four\n', 'five\n', ['six\n'], 'sev'],
                    [4, b'en\ne', 'ight nine\nten', '', '', []]]


def test_no_line_is_waited_for_when_there_is_one(ask):
    """The rest of a second line comes only after the first was answered."""
    listener = socket.socket()
    listener.bind(('127.0.0.1', 0))
    listener.listen(1)
    client = socket.create_connection(listener.getsockname())
    request, _ = listener.accept()
    try:
        client.settimeout(LIMIT)
        request.settimeout(LIMIT)
        client.sendall(b'one\ntwo\nthr')

        class Handler(compatsrv.NativeStreamRequestHandler):
            def handle(self):
                lines = [self.rfile.readline(), self.rfile.readline()]
                client.sendall(b'ee\n')
                self.server.append(lines + [self.rfile.readline()])

        seen = []
        Handler(request, None, seen)
        assert seen == [['one\n', 'two\n', 'three\n']]
    finally:
        for sock in (client, request, listener):
            sock.close()


@pytest.mark.parametrize('sizes', [{'rbufsize': 0}, {'rbufsize': 1}, {'wbufsize': -1}, {'wbufsize': 3}])
def test_buffer_sizes(ask, sizes):
    def handle(self):
        self.wfile.write(self.rfile.readline() + self.rfile.read(3))
        self.wfile.write(b'.')

    assert ask(handle, b'\xff\nabc', **sizes) == b'\xff\nabc.'


def test_the_request_is_a_socket(ask):
    seen = {}

    def handle(self):
        request = self.request
        seen['isinstance'] = isinstance(request, socket.socket) or isinstance(request, socket._socketobject)
        seen['select'] = select.select([request], [], [], LIMIT)[0][0] is request
        seen['data'] = request.recv(4), request.recv(100, socket.MSG_PEEK)
        buf = bytearray(2)
        seen['recv_into'] = request.recv_into(buf), bytes(buf)
        copy = request.dup()
        seen['dup'] = copy.recv(2), type(copy) is type(request) or str is bytes
        copy.close()
        request.recv(100)       # else the system resets the connection, and the answer may be lost
        request.settimeout(3)
        seen['timeout'] = request.gettimeout(), request.family == socket.AF_INET, request.type & 1
        seen['names'] = request.getpeername() == self.client_address, request.getsockname() == self.server.server_address
        seen['plain'] = request.raw.fileno() == request.fileno()
        request.send('s')
        request.send(b'b')
        request.sendall(n(b'\xff'))
        request.sendall(bytearray(b'!'))
        if hasattr(request, 'sendfile'):
            request.sendfile(io.BytesIO(b'file'))
        else:
            request.sendall('file')
        request.shutdown(socket.SHUT_WR)

    assert ask(handle, b'\xff\xfe\xfd\xfcabcdef', base='NativeBaseRequestHandler') == b'sb\xff!file'
    assert seen == {'isinstance': True, 'select': True, 'data': (n(b'\xff\xfe\xfd\xfc'), 'abcdef'),
                    'recv_into': (2, b'ab'), 'dup': ('cd', True), 'timeout': (3, True, 1), 'names': (True, True),
                    'plain': True}


@pytest.mark.parametrize('mode', ['r', 'rb', 'r+', 'rw'])
def test_makefile_for_reading(ask, mode):
    def handle(self):
        file = self.request.makefile(mode)
        self.request.sendall(file.readline() + 'and ' + file.read())
        file.close()

    assert ask(handle, NON_ASCII + b'\nrest', base='NativeBaseRequestHandler') == NON_ASCII + b'\nand rest'


@pytest.mark.parametrize('mode, size', [('w', 0), ('wb', 0), ('w', -1), ('rw', -1)])
def test_makefile_for_writing(ask, mode, size):
    def handle(self):
        file = self.request.makefile(mode, size)
        file.write('<%s>' % self.request.recv(100))
        if size:
            file.flush()
        file.close()

    assert ask(handle, NON_ASCII, base='NativeBaseRequestHandler') == b'<' + NON_ASCII + b'>'


@pytest.mark.parametrize('mode, size', [('r', -1), ('r', 0), ('rb', 1), ('rw', 0), ('r+', -1), ('', 5)])
def test_a_file_of_a_socket_reads_and_writes_whatever_its_mode(ask, mode, size):
    """As on 2.7: sock.makefile() with nothing said is for both."""
    def handle(self):
        file = self.request.makefile(mode, size)
        self.request.close()
        assert file.mode == mode and file.name == '<socket>' and file.fileno() > 0
        line = file.readline()
        file.write(line.upper() + 'caf\xc3\xa9')
        file.writelines(['\xff', file.read(5)])
        file.flush()
        file.write('end')
        file.close()
        assert file.closed
        with pytest.raises((ValueError, AttributeError)):
            file.write('x')

    assert ask(handle, b'a\xe9\nbcdef', base='NativeBaseRequestHandler') == b'A\xe9\ncaf\xc3\xa9\xffbcdefend'


@pytest.mark.parametrize('how', ['rfile', 'makefile'])
def test_without_a_buffer_read_has_all_and_nothing_is_taken_ahead(ask, how):
    took = threading.Event()

    def handle(self):
        file = self.rfile if how == 'rfile' else self.request.makefile('rw', 0)
        line = file.readline()
        took.set()
        self.wfile.write(line + file.read(6) + '|' + self.request.recv(100))

    def parts():
        yield b'line\nab'
        took.wait(LIMIT)
        yield b'c'
        yield b'\xe9ef' + b'rest'

    assert ask(handle, parts=parts(), rbufsize=0) == b'line\nabc\xe9ef|rest'


def test_text_of_ascii_is_sent_by_every_way(ask):
    """So does a socket of 2.7."""
    def handle(self):
        self.request.sendall(u'a')
        self.request.send(u'b')
        self.wfile.write(u'c')
        self.wfile.writelines([u'd', 'e'])

    assert ask(handle) == b'abcde'


def test_options_of_a_socket(ask):
    def handle(self):
        linger = struct.pack('ii', 1, 3)
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, n(linger))
        assert self.request.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8) == linger.decode('latin-1')
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        assert self.request.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1

    assert ask(handle, base='NativeBaseRequestHandler') == b''


def test_text_that_is_no_latin_1(ask):
    if str is bytes:
        pytest.skip('on 2.7 there is no such str')

    def handle(self):
        self.wfile.write(u'abc\u20ac')

    with pytest.raises(UnicodeEncodeError) as caught:
        ask(handle)
    assert '\\u20ac' in str(caught.value) and 'position 3' in str(caught.value)
    with pytest.raises(TypeError):
        ask(lambda self: self.wfile.write(5))


def test_datagrams(ask):
    def base(self):
        data, sock = self.request
        sock.sendto(data.upper() + '!', self.client_address)

    def stream(self):
        self.wfile.write('%s|%s' % (self.rfile.readline(), self.rfile.read().upper()))
        assert isinstance(self.packet, str) and isinstance(self.wfile.getvalue(), str)

    assert ask(base, NON_ASCII, 'NativeBaseRequestHandler', 'UDPServer') == b'CAF\xe9 \xb5\xff\x00!'
    assert ask(stream, b'a\n\xb5b', 'NativeDatagramRequestHandler', 'UDPServer') == b'a\n|\xb5B'


def test_binary_native(ask):
    import struct

    def handle(self):
        head = self.rfile.read(4)
        length, = struct.unpack('!HH', head)[1:]
        data = self.rfile.read(length)
        assert data[0] == '\x80' and ord(data[1]) == 0x81 and data == '\x80\x81x' and data.endswith('x')
        assert head[:2] + data == b'\x00\x01\x80\x81x' and isinstance(data, bytes)
        self.wfile.write(struct.pack('!H', length) + data)
        self.request.sendall(data + 'y')

    answer = ask(handle, b'\x00\x01\x00\x03\x80\x81x', 'StreamRequestHandler', strings='binary-native')
    assert answer == b'\x00\x03\x80\x81x\x80\x81xy'


def test_unknown_strings(ask):
    with pytest.raises(ValueError) as caught:
        ask(lambda self: None, strings='unicode')
    assert "'binary-native'" in str(caught.value)


@pytest.mark.parametrize('read', [
    lambda rfile: rfile.read(3), lambda rfile: rfile.readline(), lambda rfile: next(iter(rfile)),
    lambda rfile: rfile.readlines(1)[0], lambda rfile: rfile.read(1) + rfile.read1(2)],
    ids=['read', 'readline', 'iteration', 'readlines', 'read1'])
def test_mixed_into_a_handler_of_http(ask, read):
    """http.server parses bytes; do_POST reads and writes native strings, for each request of a connection."""
    try:
        from http.server import BaseHTTPRequestHandler
    except ImportError:
        from BaseHTTPServer import BaseHTTPRequestHandler

    def do_POST(self):
        assert self.headers['Content-Length'] == '3'
        answer = 'got ' + read(self.rfile).upper()
        self.send_response(200)
        self.send_header('Content-Length', str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    class Base(compatsrv.NativeStringMixIn, BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'

    post = b'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n%s\r\n'
    payload = post.replace(b'%s', b'') + b'a\xe9\n' + post.replace(b'%s', b'Connection: close\r\n') + b'\xb51\n'
    answer = ask(None, payload, Base, do_POST=do_POST, log_message=lambda self, *args: None)
    assert answer.count(b'HTTP/1.1 200 OK') == 2
    assert b'\r\n\r\ngot A\xe9\n' in answer and answer.endswith(b'\r\n\r\ngot \xb51\n')


def test_connect_and_socket(tmpdir):
    listener = socket.socket()
    listener.bind(('127.0.0.1', 0))
    listener.listen(1)
    own = compatsrv.socket(socket.AF_INET, socket.SOCK_STREAM)
    own.settimeout(LIMIT)
    for client in (compatsrv.connect(listener.getsockname(), LIMIT), own):
        if client is own:
            own.connect(listener.getsockname())
        peer, _ = listener.accept()
        client.sendall('GET ' + n(b'\xff') + '\r\n')
        assert peer.recv(100) == b'GET \xff\r\n'
        peer.sendall(b'200\xe9')
        answer = client.recv(100)
        assert answer == n(b'200\xe9') and isinstance(answer, str)
        client.close()
        peer.close()
    listener.close()
    with pytest.raises(EnvironmentError):
        compatsrv.connect(os.path.join(str(tmpdir), 'none'), LIMIT)


# Text

TEXT = u'h\xe9llo \u20ac\n'


def test_text_stream(ask):
    def handle(self):
        for line in self.rfile:
            assert self.wfile.write(u'<%s>\n' % line.rstrip(u'\n').upper()) == len(line) + 2

    answer = ask(handle, TEXT.encode('utf-8') + b'x\r\n', 'TextStreamRequestHandler')
    assert answer == u'<H\xc9LLO \u20ac>\n<X>\n'.encode('utf-8')


@pytest.mark.parametrize('encoding', ['utf-8', 'utf-16-le', 'latin-1', 'shift_jis'])
def test_text_in_parts(ask, encoding):
    """A byte a packet, as nearly as TCP allows: characters come in parts."""
    text = {'latin-1': u'h\xe9\nx', 'shift_jis': u'\u65e5\u672c\nx'}.get(encoding, TEXT + u'\u010a\U0001f600x')
    payload = text.encode(encoding)

    def handle(self):
        self.wfile.write(self.rfile.readline() + self.rfile.read(1) + u'|' + self.rfile.read())

    wanted = text.partition(u'\n')[0] + u'\n' + text.partition(u'\n')[2][:1] + u'|' + text.partition(u'\n')[2][1:]
    answer = ask(handle, None, 'TextStreamRequestHandler', encoding=encoding, rbufsize=0,
                 parts=[payload[i:i + 1] for i in range(len(payload))])
    assert answer == wanted.encode(encoding)


@pytest.mark.parametrize('newline, read, sent', [
    (None, [u'a\n', u'b\n', u'c'], b'x\ny'), (u'\r\n', [u'a\n', u'b\n', u'c'], b'x\r\ny'),
    (u'\n', [u'a\r\n', u'b\n', u'c'], b'x\ny')])
def test_newlines(ask, newline, read, sent):
    def handle(self):
        assert self.rfile.readlines() == read
        self.wfile.write(u'x\ny')

    assert ask(handle, b'a\r\nb\nc', 'TextStreamRequestHandler', newline=newline) == sent


@pytest.mark.parametrize('size', [1, 2, 3, 5])
def test_reading_by_sizes_translates_the_same(ask, size):
    """size characters of what is given, and not of what was sent; an end of line may be cut in two."""
    def handle(self):
        pieces = [piece for piece in iter(lambda: self.rfile.read(size), u'')]
        assert all(len(piece) == size for piece in pieces[:-1])
        self.wfile.write(u'|'.join(pieces))

    wire, expected = b'a\r\nb\xc3\xa9\r\n\r\ncd\ref\r\r\ngh\r\nend\r', u'a\nb\xe9\n\ncd\ref\r\ngh\nend\r'
    answer = ask(handle, base='TextStreamRequestHandler', parts=[wire[:2], wire[2:6], wire[6:]])
    assert answer.decode('utf-8') == u'|'.join([expected[at:at + size] for at in range(0, len(expected), size)])


def test_max_line(ask):
    def handle(self):
        self.wfile.write(self.rfile.readline())
        self.rfile.readline()

    with pytest.raises(ValueError) as caught:
        ask(handle, b'x' * 9 + b'\n' + b'y' * 10 + b'\n', 'TextStreamRequestHandler', max_line=10)
    assert 'more than 10 characters' in str(caught.value)


def test_a_line_without_end_takes_no_memory(ask):
    held = []

    def handle(self):
        try:
            self.rfile.readline()
        finally:
            held.append(len(self.rfile._text))
            while self.connection.recv(65536):      # so that the client can send it all
                pass

    with pytest.raises(ValueError):
        ask(handle, b'x' * 1000000, 'TextStreamRequestHandler', max_line=1000)
    assert held[0] <= 1000 + 8192


def test_undecodable_input(ask, capsys):
    seen = []

    def handle(self):
        seen.append(self.rfile.readline())
        seen.append(self.rfile.readline())

    assert ask(handle, None, 'TextStreamRequestHandler', parts=[b'a\n' + b'.' * 8190, b'\xff\n']) == b''
    assert seen == [u'a\n']
    message = capsys.readouterr()[1]
    assert message.count('\n') == 1 and message.startswith("No text from ('127.0.0.1', ") and '0xff' in message
    assert ask(handle, b'\xff\n', 'TextStreamRequestHandler', errors='replace') == b''
    assert seen[1:] == [u'\ufffd\n', u'']


@pytest.mark.parametrize('size', [1, 3, 100])
@pytest.mark.parametrize('encoding, wire', [
    ('utf-8', b'a\r\nb\xc3\xa9\nc\xffd\ne'), ('utf-8', b'a\r\nb\xc3\xa9\nc\xc3'), ('utf-8', b'a\r\nb\xc3\xa9\nc\xe2\x82('),
    ('utf-8-sig', b'\xef\xbb\xbfa\r\nb\xc3\xa9\nc\xff'), ('utf-16', u'a\r\nb\xe9\nc'.encode('utf-16') + b'\x00'),
    ('ascii', b'a\r\nb\nc\xc3')])
def test_lines_before_undecodable_input_are_given_however_they_arrive(encoding, wire, size):
    from compatsrv._text import TextReader
    raw = io.BytesIO(wire)

    class Packets(object):
        def read(self, most):
            return raw.read(size)

    reader = TextReader(Packets(), encoding, 'strict', None, None)
    assert reader.readline() == u'a\n'
    assert reader.readline() == (u'b\n' if encoding == 'ascii' else u'b\xe9\n')
    with pytest.raises(UnicodeDecodeError) as caught:
        reader.readline()
    assert caught.value is reader.error


def test_who_reads_on_after_undecodable_input_comes_to_the_end(ask):
    seen = []

    def handle(self):
        for _ in range(3):
            try:
                seen.append(self.rfile.readline())
            except UnicodeDecodeError:
                seen.append(None)

    ask(handle, b'a\nb\xc3', 'TextStreamRequestHandler')
    assert seen == [u'a\n', None, u'b']


def test_a_newline_that_is_none_of_three(ask):
    for wrong in ('\r', 'x', '\n\n', 10):
        with pytest.raises(ValueError) as caught:
            ask(lambda self: None, b'', 'TextStreamRequestHandler', newline=wrong)
        assert str(caught.value) == "newline = %r: it is one of None, '\\n', '\\r\\n'" % (wrong,)


def test_handle_decode_error_is_a_hook(ask):
    def handle_decode_error(self, error):
        self.wfile.write(u'no: %s\n' % error.object[error.start:error.end].decode('latin-1'))

    assert ask(lambda self: self.rfile.read(), b'ab\xff', 'TextStreamRequestHandler',
               handle_decode_error=handle_decode_error) == u'no: \xff\n'.encode('utf-8')


def test_an_error_of_the_handlers_own_is_an_error(ask):
    with pytest.raises(UnicodeDecodeError):
        ask(lambda self: b'\xff'.decode('ascii'), b'', 'TextStreamRequestHandler')


def test_what_is_no_text_is_not_sent(ask):
    for wrong in (b'bytes', 5, None):
        with pytest.raises(TypeError):
            ask(lambda self: self.wfile.write(wrong), b'', 'TextStreamRequestHandler')


def test_text_datagram(ask, capsys):
    def handle(self):
        self.wfile.write(self.rfile.read().upper())

    answer = ask(handle, TEXT.encode('utf-8'), 'TextDatagramRequestHandler', 'UDPServer')
    assert answer == TEXT.upper().encode('utf-8')
    assert ask(handle, b'\xff', 'TextDatagramRequestHandler', 'UDPServer') == b''
    assert capsys.readouterr()[1].startswith('No text from')
