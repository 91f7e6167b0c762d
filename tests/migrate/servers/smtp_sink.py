#!/usr/bin/env python
"""A mail sink: takes all mail, keeps it in mbox files, says what it has."""

import rfc822, string, os, sys, time, re
import cStringIO
from SocketServer import *

COMMAND = 0
DATA = 1
NEWLINE = '\n'
EMPTYSTRING = ''

class SMTPChannel(StreamRequestHandler):

    def push(self, msg):
        self.wfile.write(msg + '\r\n')

    def handle(self):
        self.__mailfrom = None
        self.__rcpttos = []
        self.__state = COMMAND
        self.__line = []
        self.push('220 %s Python SMTP proxy' % 'sink')
        while 1:
            line = self.rfile.readline()
            if not line:
                return
            while line and line[-1] in '\r\n':
                line = line[:-1]
            if self.__state == COMMAND:
                method = None
                i = line.find(' ')
                if i < 0:
                    command = line.upper()
                    arg = None
                else:
                    command = line[:i].upper()
                    arg = line[i+1:].strip()
                method = getattr(self, 'smtp_' + command, None)
                if not method:
                    self.push('502 Error: command "%s" not implemented' % command)
                    continue
                if method(arg):
                    return
            else:
                if line == '.':
                    text = NEWLINE.join(self.__line)
                    self.push(self.server.process_message(self.client_address, self.__mailfrom, self.__rcpttos, text) or '250 Ok')
                    self.__rcpttos = []
                    self.__mailfrom = None
                    self.__state = COMMAND
                    self.__line = []
                elif line[:1] == '.':
                    self.__line.append(line[1:])
                else:
                    self.__line.append(line)

    def smtp_HELO(self, arg):
        if not arg:
            self.push('501 Syntax: HELO hostname')
            return
        self.push('250 %s' % string.join(string.split(arg, '.'), '-'))

    smtp_EHLO = smtp_HELO

    def smtp_NOOP(self, arg):
        self.push('250 Ok')

    def smtp_QUIT(self, arg):
        self.push('221 Bye')
        return 1

    def __getaddr(self, keyword, arg):
        address = None
        keylen = len(keyword)
        if arg[:keylen].upper() == keyword:
            address = arg[keylen:].strip()
            if not address:
                pass
            elif address[0] == '<' and address[-1] == '>' and address != '<>':
                address = address[1:-1]
        return address

    def smtp_MAIL(self, arg):
        address = arg and self.__getaddr('FROM:', arg) or None
        if not address:
            self.push('501 Syntax: MAIL FROM:<address>')
            return
        self.__mailfrom = address
        self.push('250 Ok')

    def smtp_RCPT(self, arg):
        if not self.__mailfrom:
            self.push('503 Error: need MAIL command')
            return
        address = self.__getaddr('TO:', arg)
        if not address:
            self.push('501 Syntax: RCPT TO: <address>')
            return
        self.__rcpttos.append(address)
        self.push('250 Ok')

    def smtp_DATA(self, arg):
        if not self.__rcpttos:
            self.push('503 Error: need RCPT command')
            return
        self.__state = DATA
        self.push('354 End data with <CR><LF>.<CR><LF>')

    def smtp_VRFY(self, arg):
        boxes = self.server.boxes
        self.push('252 ' + string.upper(arg) + ' ' + str(boxes.has_key(arg)) + ' ' + string.zfill(len(boxes.get(arg, '')), 4))

    def smtp_DUMP(self, arg):
        f = open('%s.mbox' % re.sub(r'\W', '_', arg))
        for line in f.readlines():
            self.wfile.write('>' + line)
        f.close()
        self.push('.')

class SMTPServer(ThreadingTCPServer):
    def __init__(self, localaddr):
        ThreadingTCPServer.__init__(self, localaddr, SMTPChannel)
        self.boxes = {}

    def process_message(self, peer, mailfrom, rcpttos, data):
        headers = {}
        body = cStringIO.StringIO()
        inheaders = 1
        for line in data.split('\n'):
            if inheaders and not line:
                inheaders = 0
            elif inheaders:
                name, value = line.split(':', 1)
                headers[name.lower()] = value.strip()
            else:
                body.write(line)
                body.write('\n')
        text = body.getvalue()
        print 'X-Peer:', peer[0], mailfrom, 'subject:', headers.get('subject', '')
        for rcpt in rcpttos:
            self.boxes[rcpt] = self.boxes.get(rcpt, '') + text
            f = open('%s.mbox' % re.sub(r'\W', '_', rcpt), 'a')
            f.write('From %s\n' % mailfrom)
            f.write(data + '\n\n')
            f.close()
        if 'spam' in text.lower():
            return '550 ' + headers['subject'].title()
        return '250 Ok, %d lines for %s' % (text.count('\n'), string.join(rcpttos, ' '))

if __name__ == '__main__':
    server = SMTPServer(('127.0.0.1', 0))
    print 'smtp on port', server.server_address[1]
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
