"""Serve tests/programs/line_protocol.py with `compatsrv serve`, talk to it, and print the transcript."""

import os
import socket
import subprocess
import sys
import threading

PROGRAM = os.path.join('tests', 'programs', 'line_protocol.py')
LINES = [b'SET colour r\xc3\xb6t\r\n', b'GET colour\r\n', b'GET nothing\r\n', b'KEYS\r\n', b'QUIT\r\n']
LIMIT = 20      # seconds


def show(mark, data):
    print('  %s %s' % (mark, ascii(data)[2:-1]))


def main():
    command = [sys.executable, '-m', 'compatsrv', 'serve', PROGRAM + ':LineHandler', '--bind', 'tcp:127.0.0.1:0']
    print('$ compatsrv ' + ' '.join(command[3:]))
    server = subprocess.Popen(command, stdout=subprocess.PIPE)
    timer = threading.Timer(LIMIT, server.kill)
    timer.start()
    try:
        line = server.stdout.readline().decode().strip()
        if not line:
            sys.exit('ci/talk.py: the server ended with status %d' % server.wait())
        print(line)
        with socket.create_connection(('127.0.0.1', int(line.rpartition(':')[2])), LIMIT) as client:
            file = client.makefile('rb')
            show('<', file.readline())
            for sent in LINES:
                show('>', sent)
                client.sendall(sent)
                show('<', file.readline())
        server.terminate()
        status = server.wait()
        print('SIGTERM: exit status %d' % status)
        return status
    finally:
        timer.cancel()
        server.kill()


if __name__ == '__main__':
    sys.exit(main())
