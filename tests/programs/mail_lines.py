#!/usr/bin/env python
# A mail drop, in the way of SMTP: str from end to end, as a Python 2 program has it.
import sys
import SocketServer

MAILBOX = []


class MailHandler(SocketServer.StreamRequestHandler):
    host = 'mail.example'

    def say(self, code, text):
        self.wfile.write('%d %s\r\n' % (code, text))

    def handle(self):
        self.sender = None
        self.to = []
        self.say(220, self.host + ' ready')
        while True:
            line = self.rfile.readline()
            if line == '':
                return
            line = line.rstrip('\r\n')
            verb = line[:4].upper()
            if verb == 'HELO':
                self.say(250, 'hello ' + line[5:].strip())
            elif verb == 'MAIL' and ':' in line:
                self.sender = line.split(':', 1)[1].strip(' <>')
                self.say(250, 'ok')
            elif verb == 'RCPT' and ':' in line:
                self.to.append(line.split(':', 1)[1].strip(' <>'))
                self.say(250, 'ok')
            elif verb == 'DATA':
                self.say(354, 'end with .')
                self.read_data()
            elif verb == 'QUIT':
                self.say(221, 'bye')
                return
            else:
                self.say(500, 'what is "%s"?' % line)

    def read_data(self):
        lines = []
        for line in self.rfile:
            if line.strip() == '.':
                break
            lines.append(line)
        text = ''.join(lines)
        MAILBOX.append((self.sender, self.to, text))
        self.say(250, 'stored %d: %d lines, %d bytes, to %s' % (
            len(MAILBOX), len(lines), len(text), ', '.join(self.to)))


if __name__ == '__main__':
    server = SocketServer.TCPServer(('127.0.0.1', 0), MailHandler)
    sys.stdout.write('listening on %s:%d\n' % server.server_address)
    sys.stdout.flush()
    server.serve_forever()
