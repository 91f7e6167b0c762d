"""What reading 100,000 lines costs a handler: bytes, native strings, text, and the native module's own handler.

Usage: python ci/bench/strings.py [RUNS]

Each run is a process that serves one connection and reports its CPU (user and system) from the first line to the
last; kinds in turn (A B C A B C ...), medians. Two ways to read: all lines sent at once ("bulk"), and a line answered
before the next is sent ("dialogue", 20,000 lines), as line protocols do. The goal is a ratio below 1.6 of native
strings to bytes.
"""

from __future__ import print_function

import socket
import subprocess
import sys

import compatsrv

from figures import cpu_seconds, median

LINES = {'bulk': 100000, 'dialogue': 20000}
LINE = b'GET /some/path HTTP/1.0, or what lines are made of\n'
CLASSES = [('native module', compatsrv.native.StreamRequestHandler), ('bytes', compatsrv.StreamRequestHandler),
           ('native strings', compatsrv.NativeStreamRequestHandler), ('text', compatsrv.TextStreamRequestHandler)]


def serve(kind, way):
    """Serve one connection; print the seconds of CPU that handle() took."""
    class Handler(dict(CLASSES)[kind]):
        def handle(self):
            answer = u'ok\n' if kind == 'text' else b'ok\n'
            self.rfile.readline()       # until it comes there is nothing to measure
            start, count = cpu_seconds(), 1
            if way == 'bulk':
                while self.rfile.readline():
                    count += 1
            else:
                self.wfile.write(answer)
                for line in iter(self.rfile.readline, line_of_nothing(kind)):
                    self.wfile.write(answer)
                    count += 1
            print(cpu_seconds() - start)
            assert count == LINES[way], count

    server = compatsrv.TCPServer(('127.0.0.1', 0), Handler)
    print(server.server_address[1])
    sys.stdout.flush()
    server.handle_request()
    server.server_close()


def line_of_nothing(kind):
    return u'' if kind == 'text' else b'' if kind in ('bytes', 'native module') else ''


def run(kind, way):
    """Microseconds of CPU a line."""
    process = subprocess.Popen([sys.executable, __file__, 'serve', kind, way], stdout=subprocess.PIPE)
    client = socket.create_connection(('127.0.0.1', int(process.stdout.readline())))
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if way == 'bulk':
        client.sendall(LINE * LINES[way])
    else:
        for _ in range(LINES[way]):
            client.sendall(LINE)
            client.recv(100)
    client.shutdown(socket.SHUT_WR)
    seconds = float(process.stdout.readline())
    process.wait()
    client.close()
    return 1e6 * seconds / LINES[way]


def main(runs):
    for way in sorted(LINES):
        samples = {kind: [] for kind, _ in CLASSES}
        for _ in range(runs):
            for kind, _ in CLASSES:
                samples[kind].append(run(kind, way))
        medians = {kind: median(values) for kind, values in samples.items()}
        print('%s: %s; native strings/bytes %.2f, bytes/native module %.2f' % (
            way, ', '.join('%s %.2f us a line' % (kind, medians[kind]) for kind, _ in CLASSES),
            medians['native strings'] / medians['bytes'], medians['bytes'] / medians['native module']))


if __name__ == '__main__':
    if sys.argv[1:2] == ['serve']:
        serve(*sys.argv[2:])
    else:
        main(int((sys.argv[1:] or ['7'])[0]))
