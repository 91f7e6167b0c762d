#!/usr/bin/env python3
"""Lines and frames in bytes, as Python 3 wants them: nothing to find."""

import base64
import hashlib
import json
import logging
import os
import re
import socket
import socketserver
import struct
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COMMANDS = {b'QUIT': 'leave', b'HELP': 'help'}
WORD = re.compile(rb'\w+')
log = logging.getLogger(__name__)


class Lines(socketserver.StreamRequestHandler):
    timeout = 30

    def setup(self):
        super().setup()
        self.name = ''
        self.buffer = b''

    def handle(self):
        self.wfile.write(b'hello\r\n')
        for line in self.rfile:
            line = line.strip()
            print('got', line)
            log.info('got %s from %s', line, self.client_address)
            if not line or line == b'':
                break
            if line in COMMANDS:
                getattr(self, COMMANDS[line])()
            elif line.startswith(b'NAME '):
                self.name = line[5:].decode('utf-8', 'replace')
                self.wfile.write('hello {}\r\n'.format(self.name).encode())
                if self.name == 'root':
                    return
            elif line[0] == 0x23 or line[:1] == b'#':
                continue
            elif b'?' in line:
                self.reply(json.dumps({'said': line.decode()}))
            match = WORD.match(line)
            if match and match.group() == b'sum':
                self.reply(str(sum(line)))
            self.buffer += line + b'\n'
        self.wfile.write(b''.join([b'bye ', self.name.encode(), b'\n']))

    def reply(self, text):
        if isinstance(text, str):
            text = text.encode('utf-8')
        self.wfile.write(text)

    def leave(self):
        self.wfile.write(hashlib.md5(self.buffer).hexdigest().encode('ascii'))

    def help(self):
        out = subprocess.run(['true'], capture_output=True, text=True).stdout
        self.wfile.write(out.encode())
        self.wfile.write(subprocess.check_output(['true']).upper())


class Frames(socketserver.BaseRequestHandler):
    def receive(self, size):
        parts = []
        while size:
            part = self.request.recv(size)
            if part == b'':
                raise ConnectionError('gone')
            parts.append(part)
            size -= len(part)
        return b''.join(parts)

    def handle(self):
        kind, length = struct.unpack('!4sI', self.receive(8))
        body = self.receive(length)
        if kind == b'echo':
            self.request.sendall(struct.pack('!4sI', b'done', length) + body)
        elif kind.decode() == 'base':
            self.request.sendall(base64.b64encode(body))
        text = body.decode('latin-1')
        if 'x' in text and text.split(' ')[0] == 'x':
            self.request.sendall(('x' + text).encode('latin-1'))
        numbers = [number ^ 0x5a for number in body]
        self.request.sendall(bytes(numbers))
        if body[0] == ord('a') or body[0] in b'abc' or chr(body[0]) == 'a':
            self.request.sendall(b'%s!' % body)


class Datagrams(socketserver.BaseRequestHandler):
    def handle(self):
        data, sock = self.request
        sock.sendto(data.upper(), self.client_address)
        try:
            text = data.decode()
        except UnicodeDecodeError:
            text = ''
        print(f'{text} {data}')


class Pages(BaseHTTPRequestHandler):
    def do_GET(self):
        page = '<p>%s</p>' % self.path
        self.send_response(200)
        self.end_headers()
        self.wfile.write(bytes(page, 'utf-8'))

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length'])).decode('utf-8')
        fields = dict(pair.split('=') for pair in body.split('&'))
        if fields.get('user') == 'root':
            self.wfile.write('no'.encode())
        with open(os.devnull, 'rb') as file:
            self.wfile.write(file.read())


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    allow_reuse_address = True
    daemon_threads = True


def relay(source, target):
    while True:
        data = source.recv(65536)
        if not data:
            break
        target.sendall(data)


def ask(address):
    with socket.create_connection(address) as sock:
        sock.sendall(b'HELP\r\n')
        reader = sock.makefile('r', encoding='utf-8', newline='\r\n')
        answer = reader.readline()
        if answer == '':
            return None
        return answer.split(' ')


def main():
    with Server(('127.0.0.1', 0), Lines) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(ask(server.server_address))
    with ThreadingHTTPServer(('127.0.0.1', 0), Pages) as server:
        server.handle_request()


if __name__ == '__main__':
    main()
