"""StreamRequestHandler: rfile, wfile and their rules."""

import array
import io
import socket
import threading
import time

from compatsrv.conformance.cases import Task, case, expect, expect_raises, expect_true


def in_handle(kit, function, payload=b'', **members):
    """Serve one client with a stream handler whose handle() is function; return what function returned or raise."""
    results = []

    def handle(self):
        results.append(None)
        results[-1] = function(self)

    errors = []

    def handle_error(self, request, client_address):
        import sys
        errors.append(sys.exc_info()[1])

    handler = kit.handler('StreamRequestHandler', handle=handle, **members)
    server = kit.running(handler=handler, handle_error=handle_error)
    answer = kit.talk(server, payload)
    if errors:
        raise errors[0]
    return results[0], answer


@case('streams/echo-lines', 'Lines read from rfile and written to wfile reach the client unchanged.',
      'Python documentation, socketserver: StreamRequestHandler')
def test_echo_lines(kit):
    lines, answer = in_handle(kit, lambda self: [self.wfile.write(line) and line for line in self.rfile], b'a\r\nb\n\xff')
    expect('the answer', answer, b'a\r\nb\n\xff')


@case('streams/rfile-type', 'rfile is an io.BufferedReader.', 'A16')
def test_rfile_type(kit):
    expect('rfile is one', in_handle(kit, lambda self: isinstance(self.rfile, io.BufferedReader))[0], True)


@case('streams/rfile-peek', 'rfile has peek, readinto and read1.', 'A16')
def test_rfile_peek(kit):
    def read(self):
        peeked = self.rfile.peek(1)[:1]
        target = bytearray(2)
        self.rfile.readinto(target)
        return peeked, bytes(target), self.rfile.read1(10)

    expect('peeked, read into, read1', in_handle(kit, read, b'abcd')[0], (b'a', b'ab', b'cd'))


@case('streams/rfile-text', 'An io.TextIOWrapper can be put over rfile.', 'A16')
def test_rfile_text(kit):
    text = in_handle(kit, lambda self: io.TextIOWrapper(self.rfile, 'utf-8').read(), u'gr\xfcn'.encode('utf-8'))[0]
    expect('the text', text, u'gr\xfcn')


@case('streams/wfile-type', 'An unbuffered wfile is an io.BufferedIOBase that is writable.', 'A16; bpo-26721')
def test_wfile_type(kit):
    seen = in_handle(kit, lambda self: (isinstance(self.wfile, io.BufferedIOBase), self.wfile.writable()))[0]
    expect('wfile is one, and writable', seen, (True, True))


@case('streams/write-returns', 'wfile.write() returns the number of bytes.', 'A17; bpo-26721')
def test_write_returns(kit):
    for size in (0, -1):
        expect('returned with wbufsize %d' % size,
               in_handle(kit, lambda self: self.wfile.write(b'12345'), wbufsize=size), (5, b'12345'))


@case('streams/write-text', 'wfile.write() of text is a TypeError, and nothing is sent.', 'A18')
def test_write_text(kit):
    _refused(kit, lambda self: self.wfile.write(u'text'))


@case('streams/write-objects', 'wfile.write() of what is no buffer is a TypeError, and nothing is sent.', 'A18')
def test_write_objects(kit):
    for value in (5, None, [b'x']):
        _refused(kit, lambda self: self.wfile.write(value))


@case('streams/writelines-text', 'wfile.writelines() with text is a TypeError.', 'A19')
def test_writelines_text(kit):
    _refused(kit, lambda self: self.wfile.writelines([u'text']))


@case('streams/print-text', 'print() of text to wfile is a TypeError.', 'A19')
def test_print_text(kit):
    namespace = {}
    exec('from __future__ import print_function\ndef say(file): print(u"text", file=file)', namespace)
    _refused(kit, lambda self: namespace['say'](self.wfile))


def _refused(kit, write):
    for size in (0, -1):
        error, answer = in_handle(kit, lambda self: expect_raises('writing', TypeError, write, self), wbufsize=size)
        expect('what the client got', answer, b'')


@case('streams/write-buffers', 'wfile.write() sends the bytes of any buffer.', 'A18; bpo-26721')
def test_write_buffers(kit):
    numbers = array.array('H', [0x4142] * 3)
    data = (getattr(numbers, 'tobytes', None) or numbers.tostring)()
    for value, wanted in [(bytearray(b'abc'), b'abc'), (memoryview(b'abc'), b'abc'), (numbers, data)]:
        expect('count and answer for %r' % value, in_handle(kit, lambda self: self.wfile.write(value)),
               (len(wanted), wanted))


@case('streams/write-after-close', 'Writing to a closed wfile is a ValueError, buffered or not.', 'A20')
def test_write_after_close(kit):
    def write(self):
        self.wfile.close()
        return expect_raises('writing', ValueError, self.wfile.write, b'late')

    for size in (0, -1):
        expect('the answer', in_handle(kit, write, wbufsize=size)[1], b'')


@case('streams/short-read', 'With rbufsize 0, read(10) returns the bytes that are there.', 'A22')
def test_short_read(kit):
    handler = kit.handler('StreamRequestHandler', rbufsize=0,
                          handle=lambda self: self.wfile.write(self.rfile.read(10)))
    client = kit.connect(kit.running(handler=handler))
    client.sendall(b'abc')      # and no end of stream
    expect('the answer', client.recv(10), b'abc')


@case('streams/read-buffer', 'rfile takes what has arrived at once, up to 128 KiB of it.', 'A28; gh-117151')
def test_read_buffer(kit):
    amount = 30000      # more than 8 KiB, and less than a socket holds
    sent, taken = threading.Event(), []

    def handle(self):
        sent.wait(5)
        taken.append(len(self.rfile.peek(1)))

    client = kit.connect(kit.running(handler=kit.handler('StreamRequestHandler', handle=handle)))
    client.sendall(amount * b'x')
    sent.set()
    client.shutdown(socket.SHUT_WR)
    kit.read_all(client)
    expect('bytes in the buffer', taken, [amount])


@case('streams/readline-none', 'rfile.readline(None) and readlines(hint) are accepted.', 'A24')
def test_readline_none(kit):
    seen = in_handle(kit, lambda self: (self.rfile.readline(None), self.rfile.readlines(3)), b'1\n2\n3\n4\n')[0]
    expect('the lines', seen, (b'1\n', [b'2\n', b'3\n']))


@case('streams/after-timeout', 'After a timeout rfile raises OSError and does not go on with half a line.',
      'A23; bpo-7322')
def test_after_timeout(kit):
    def read(self):
        expect_raises('readline without a line', socket.timeout, self.rfile.readline)
        self.request.sendall(b'go on')
        return expect_raises('readline after the timeout', (OSError, IOError), self.rfile.readline)

    results = []
    handler = kit.handler('StreamRequestHandler', timeout=0.1, handle=lambda self: results.append(read(self)))
    client = kit.connect(kit.running(handler=handler))
    client.sendall(b'half a ')
    expect('the answer', client.recv(10), b'go on')
    client.sendall(b'line\n')
    kit.read_all(client)
    expect_true('readline after the timeout raised', results)


@case('streams/timeout', 'The handler\'s timeout is set on the connection.',
      'Python documentation, socketserver; bpo-9851')
def test_timeout(kit):
    expect('gettimeout', in_handle(kit, lambda self: self.connection.gettimeout(), timeout=3.5)[0], 3.5)


@case('streams/nodelay', 'disable_nagle_algorithm sets TCP_NODELAY.', 'bpo-6192')
def test_nodelay(kit):
    option = in_handle(kit, lambda self: self.connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY),
                       disable_nagle_algorithm=True)[0]
    expect_true('TCP_NODELAY', option)


@case('streams/no-nagle', 'What a handler writes in parts does not wait for the client to acknowledge the first one: '
      'TCP_NODELAY is set.', 'C16; RFC 1122, 4.2.3.4')
def test_no_nagle(kit):
    expect_true('TCP_NODELAY', in_handle(kit, _nodelay)[0])


@case('streams/nagle-wanted', 'With disable_nagle_algorithm = False TCP_NODELAY is not set.', 'C16; bpo-6192')
def test_nagle_wanted(kit):
    expect('TCP_NODELAY', in_handle(kit, _nodelay, disable_nagle_algorithm=False)[0], 0)


def _nodelay(handler):
    return handler.connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@case('streams/at-once', 'The client sees what is written to an unbuffered wfile while the handler does something else.',
      'C16; Python documentation, socketserver: StreamRequestHandler')
def test_at_once(kit):
    log = kit.log()

    def handle(self):
        for number in range(3):
            self.wfile.write(b'step\n')
            log.wait_for('seen', times=number + 1)

    client = kit.connect(kit.running(handler=kit.handler('StreamRequestHandler', handle=handle)))
    client.sendall(b'more lines\nwait to be read\n')
    for _ in range(3):
        expect('the write', client.recv(100), b'step\n')
        log('seen')
    expect('the end', kit.read_all(client), b'')


@case('streams/in-order', 'What is written to an unbuffered wfile and what is sent by the connection itself arrive in '
      'order.', 'C16')
def test_in_order(kit):
    def handle(self):
        for send in (self.wfile.write, self.connection.sendall, self.wfile.write, self.request.send):
            send(str(len(sent)).encode())
            sent.append(send)

    sent = []
    expect('the answer', in_handle(kit, handle, b'a line\n')[1], b'0123')


@case('streams/flush-before-reading', 'What a buffered wfile holds is sent before rfile waits for the client.', 'C16')
def test_flush_before_reading(kit):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(line)

    for size in (-1, 100):
        handler = kit.handler('StreamRequestHandler', wbufsize=size, handle=handle)
        client = kit.connect(kit.running(handler=handler))
        client.settimeout(1)
        for line in (b'one\n', b'two\n'):
            client.sendall(line)
            expect('the answer with wbufsize %d' % size, client.recv(100), line)
        client.close()


@case('streams/both-ways', 'One thread can read from rfile while another writes to a buffered wfile, to a client that '
      'sends before it reads.', 'C16')
def test_both_ways(kit):
    size = 8000000      # more than both sides buffer
    read = []

    def handle(self):
        self.wfile.write(b'first')      # in the buffer, by the thread that is going to read
        writer = Task('writing', self.wfile.write, b'x' * size)
        log('writing')
        read.append(len(self.rfile.read(size)))
        writer.result()

    log = kit.log()
    client = kit.connect(kit.running(handler=kit.handler('StreamRequestHandler', wbufsize=1000, handle=handle)))
    log.wait_for('writing')
    client.sendall(b'y' * size)
    expect('bytes that the client got', len(kit.read_all(client)), size + 5)
    expect('bytes that the handler got', read, [size])


@case('streams/flushed', 'What a buffered wfile holds is sent when the handler ends.', 'Lib/socketserver.py, finish')
def test_flushed(kit):
    expect('the answer', in_handle(kit, lambda self: self.wfile.write(b'x' * 10) and None, wbufsize=100)[1], b'x' * 10)


@case('streams/line-buffer', 'wbufsize = 1 is a buffer of one byte: what follows a newline is not held back.', 'A21')
def test_line_buffer(kit):
    release = kit.log()

    def handle(self):
        self.wfile.write(b'no newline')
        release.wait_for('seen')

    client = kit.connect(kit.running(handler=kit.handler('StreamRequestHandler', wbufsize=1, handle=handle)))
    client.settimeout(1)
    try:
        expect('sent at once', client.recv(20), b'no newline')
    finally:
        release('seen')


@case('streams/closed', 'rfile and wfile are closed after the request.', 'Lib/socketserver.py, finish')
def test_closed(kit):
    files = in_handle(kit, lambda self: (self.rfile, self.wfile))[0]
    expect('closed', [file.closed for file in files], [True, True])


@case('streams/peer-gone', 'A peer that is gone when a buffered wfile is flushed is no error, and rfile is closed.',
      'C8; bpo-1714')
def test_peer_gone(kit):
    import struct
    log = kit.log()
    files = []

    def handle(self):
        files.append(self.rfile)
        log('connected')
        log.wait_for('gone')
        self.wfile.write(b'x')

    handler = kit.handler('StreamRequestHandler', wbufsize=-1, handle=handle)
    server = kit.running(handler=handler, handle_error=lambda self, request, client_address: log('error'),
                         shutdown_request=lambda self, request: (request.close(), log('shut')))
    client = kit.connect(server)
    log.wait_for('connected')
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    client.close()
    log('gone')
    log.wait_for('shut')
    expect('calls', log.entries, ['connected', 'gone', 'shut'])
    expect('rfile is closed', files[0].closed, True)


@case('streams/request-with', 'The request can be used in a with statement and has detach().', 'A49')
def test_request_with(kit):
    import os

    def handle(self):
        with self.request as request:
            return os.close(request.detach())

    expect('the answer', in_handle(kit, handle, setup=lambda self: None, finish=lambda self: None)[1], b'')


@case('streams/write-timeout', 'The timeout of a connection counts for a write as a whole, however slowly the client '
      'reads.', 'A25; bpo-23853')
def test_write_timeout(kit):
    log = kit.log()

    def handle(self):
        try:
            self.wfile.write(b'x' * 50000000)
            log('written')
        except socket.timeout:
            log('timed out')

    server = kit.running(handler=kit.handler('StreamRequestHandler', timeout=0.5, handle=handle))
    client = kit.client(server)
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
    client.connect(server.server_address)
    # Little enough that it cannot be done, and often enough that no single send() has to wait for long.
    end = time.time() + 4
    while not log.entries and time.time() < end:
        client.recv(50000)
        time.sleep(0.05)
    expect('the write, while the client reads on', log.entries, ['timed out'])
    client.close()


@case('streams/interrupted', 'A signal does not disturb the receiving and sending of a handler.', 'A26; PEP 475',
      needs=('signals', 'subprocesses'))
def test_interrupted(kit):
    status, out, err = kit.script('''
        import importlib, signal, socket, sys, threading
        module = importlib.import_module(sys.argv[1])
        class Handler(module.StreamRequestHandler):
            def handle(self):
                first = self.request.recv(100)
                self.wfile.write(first + self.rfile.readline())
        server = module.TCPServer(('127.0.0.1', 0), Handler)
        server.handle_error = lambda request, client_address: sys.stdout.write('%s\\n' % (sys.exc_info()[1],))
        enough = threading.Event()
        signals = []
        def count(*args):
            signals.append(1)
            if len(signals) % 5 == 0:
                enough.set()
        signal.signal(signal.SIGALRM, count)
        def talk():
            client = socket.create_connection(server.server_address, 5)
            for part in (b'one ', b'two\\n'):
                enough.clear()
                enough.wait(5)
                client.sendall(part)
            print(client.makefile().read())
        thread = threading.Thread(target=talk)
        # A thread takes the signals of its process too, unless it is told not to: here the main one has them.
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM]) if hasattr(signal, 'pthread_sigmask') else None
        thread.start()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGALRM]) if hasattr(signal, 'pthread_sigmask') else None
        signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
        server.handle_request()
        thread.join(5)
        signal.setitimer(signal.ITIMER_REAL, 0)
        ''')
    expect('the status of the script; stderr: %s' % err.decode('latin-1'), status, 0)
    expect('the answer', out.decode().strip(), 'one two')
