"""Start a server that prints its port in its first line, talk to it, and print the transcript.

usage: python ci/talk.py PROGRAM
"""

import os
import re
import signal
import socket
import subprocess
import sys
import threading

LINES = [b'SET colour r\xf6t\r\n', b'GET colour\r\n', b'LEN r\xf6t\r\n', b'VER\r\n', b'NOPE\r\n', b'QUIT\r\n']
LIMIT = 20      # seconds


def show(mark, data):
    print('  %s %s' % (mark, ascii(data)[2:-1]))


def main(program):
    print('$ python3 ' + program)
    server = subprocess.Popen([sys.executable, '-u', program], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              env=dict(os.environ, PYTHONIOENCODING='latin-1'))
    timer = threading.Timer(LIMIT, server.kill)
    timer.start()
    try:
        line = server.stdout.readline().decode('latin-1').strip()
        if not line:
            sys.exit('ci/talk.py: the server ended with status %d' % server.wait())
        print(line)
        with socket.create_connection(('127.0.0.1', int(re.findall(r'\d+', line)[-1])), LIMIT) as client:
            file = client.makefile('rb')
            show('<', file.readline())
            for sent in LINES:
                show('>', sent)
                client.sendall(sent)
                show('<', file.readline())
        server.send_signal(signal.SIGINT)
        server.wait()
        return 0
    finally:
        timer.cancel()
        server.kill()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
