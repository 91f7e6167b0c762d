#!/usr/bin/env python
# WebSocket server, as there were many before the libraries.
import SocketServer
import struct, threading, sys
from base64 import b64encode
from hashlib import sha1
from mimetools import Message
from StringIO import StringIO

class WebSocketsHandler(SocketServer.StreamRequestHandler):
    magic = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

    def setup(self):
        SocketServer.StreamRequestHandler.setup(self)
        print "connection established", self.client_address[0]
        self.handshake_done = False

    def handle(self):
        while True:
            if not self.handshake_done:
                if not self.handshake():
                    return
            else:
                if not self.read_next_message():
                    return

    def read_next_message(self):
        head = self.rfile.read(2)
        if len(head) < 2:
            return False
        opcode = ord(head[0]) & 15
        length = ord(head[1]) & 127
        if length == 126:
            length = struct.unpack(">H", self.rfile.read(2))[0]
        elif length == 127:
            length = struct.unpack(">Q", self.rfile.read(8))[0]
        masks = [ord(byte) for byte in self.rfile.read(4)]
        decoded = ""
        for char in self.rfile.read(length):
            decoded += chr(ord(char) ^ masks[len(decoded) % 4])
        if opcode == 8:
            self.request.send(chr(0x88) + chr(len(decoded)) + decoded)
            return False
        elif opcode == 9:
            self.request.send(chr(0x8A) + chr(len(decoded)) + decoded)
        else:
            self.on_message(opcode, decoded)
        return True

    def send_message(self, message, opcode=1):
        self.request.send(chr(128 + opcode))
        length = len(message)
        if length <= 125:
            self.request.send(chr(length))
        elif length >= 126 and length <= 65535:
            self.request.send(chr(126))
            self.request.send(struct.pack(">H", length))
        else:
            self.request.send(chr(127))
            self.request.send(struct.pack(">Q", length))
        self.request.send(message)

    def handshake(self):
        data = self.request.recv(1024).strip()
        if not data:
            return False
        headers = Message(StringIO(data.split('\r\n', 1)[1]))
        if headers.get("Upgrade", None) != "websocket":
            self.request.send('HTTP/1.1 400 no upgrade\r\n\r\n')
            return False
        print 'Handshaking...', headers['Host']
        key = headers['Sec-WebSocket-Key']
        digest = b64encode(sha1(key + self.magic).hexdigest().decode('hex'))
        response = 'HTTP/1.1 101 Switching Protocols\r\n'
        response += 'Upgrade: websocket\r\n'
        response += 'Connection: Upgrade\r\n'
        response += 'Sec-WebSocket-Accept: %s\r\n\r\n' % digest
        self.handshake_done = self.request.send(response)
        return True

    def on_message(self, opcode, message):
        print opcode, repr(message)
        if message[:4] == 'len ':
            self.send_message('%d' % len(message))
        elif message.startswith('rep '):
            self.send_message(message[4:] * 100)
        elif opcode == 2:
            self.send_message(''.join(sorted(message)), 2)
        else:
            self.send_message(message.upper())

if __name__ == "__main__":
    server = SocketServer.ThreadingTCPServer(("localhost", 0), WebSocketsHandler)
    server.daemon_threads = True
    print "websockets on port", server.server_address[1]
    server.serve_forever()
