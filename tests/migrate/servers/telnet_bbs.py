# Telnet: negotiates, echoes, edits a line, byte by byte.
import SocketServer, sys, threading

IAC  = chr(255)
DONT = chr(254)
DO   = chr(253)
WONT = chr(252)
WILL = chr(251)
SB   = chr(250)
SE   = chr(240)
ECHO = chr(1)
SGA  = chr(3)
NAWS = chr(31)

class TelnetHandler(SocketServer.BaseRequestHandler):
    PROMPT = "bbs> "
    history = []

    def setup(self):
        self.request.send(IAC + WILL + ECHO + IAC + WILL + SGA)
        self.request.send(IAC + DO + NAWS)
        self.size = (80, 24)
        self.options = {}

    def getc(self):
        while 1:
            c = self.request.recv(1)
            if c == '':
                raise EOFError
            if c != IAC:
                return c
            cmd = self.request.recv(1)
            if cmd == IAC:
                return cmd
            elif cmd in (DO, DONT, WILL, WONT):
                option = self.request.recv(1)
                self.options[option] = cmd
                if cmd == DO and option not in [ECHO, SGA]:
                    self.request.send(IAC + WONT + option)
                elif cmd == WILL and option != NAWS:
                    self.request.send('%c%c%c' % (IAC, DONT, option))
            elif cmd == SB:
                data = ''
                while data[-2:] != IAC + SE:
                    data = data + self.request.recv(1)
                if data[0] == NAWS:
                    w1, w2, h1, h2 = data[1:5]
                    self.size = (ord(w1) * 256 + ord(w2), ord(h1) * 256 + ord(h2))

    def readline(self):
        line = ''
        while 1:
            c = self.getc()
            if c == '\r':
                n = self.getc()
                self.request.send('\r\n')
                return line
            elif c in ('\x08', '\x7f'):
                if line:
                    line = line[:-1]
                    self.request.send('\x08 \x08')
                else:
                    self.request.send('\a')
            elif c == '\x03':
                self.request.send('^C\r\n')
                return ''
            elif ord(c) >= 32 or c in '\t':
                line += c
                self.request.send(c)
            else:
                self.request.send('\x07')

    def handle(self):
        try:
            while 1:
                self.request.send(self.PROMPT)
                line = self.readline()
                self.history.append(line)
                if line == 'exit':
                    self.request.send('goodbye\r\n')
                    return
                elif line == 'size':
                    self.request.send('%dx%d\r\n' % self.size)
                elif line == 'options':
                    names = ['%s=%s' % (`k`, `self.options[k]`) for k in sorted(self.options)]
                    self.request.send(' '.join(names) + '\r\n')
                elif line[:4] == 'rev ':
                    l = list(line[4:])
                    l.reverse()
                    self.request.send(''.join(l) + '\r\n')
                elif line[:5] == 'hist ':
                    self.request.send('\r\n'.join(filter(lambda h: line[5:] in h, self.history)) + '\r\n')
                elif line:
                    self.request.send('unknown: ' + line.expandtabs(4).center(20, '*') + '\r\n')
        except EOFError:
            print 'gone, %d lines' % len(self.history)

if __name__ == '__main__':
    server = SocketServer.ThreadingTCPServer(('127.0.0.1', 0), TelnetHandler)
    server.daemon_threads = True
    print 'telnet on port', server.server_address[1]
    server.serve_forever()
