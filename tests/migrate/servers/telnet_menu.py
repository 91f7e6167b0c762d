# telnet menus -- IAC handling and old idioms, all of them
import SocketServer, string, sys, os, struct, operator, time
from string import join, split, upper, atoi, letters, digits, maketrans

IAC, DONT, DO, WONT, WILL, SB, SE = map(chr, [255, 254, 253, 252, 251, 250, 240])
NAWS, TTYPE, ECHO, SGA = chr(31), chr(24), chr(1), chr(3)
rot13 = maketrans(letters[:52], letters[13:26] + letters[:13] + letters[39:52] + letters[26:39])

class Abort: pass
class Leave(Abort):
    def __init__(self, why): self.why = why

class Option:
    def __init__(self, key, title, action, args=()):
        self.key, self.title, self.action, self.args = key, title, action, args
    def __cmp__(self, other):
        if isinstance(other, Option): return cmp(self.key, other.key)
        return cmp(self.key, other)
    def __coerce__(self, other): return None
    def __nonzero__(self): return self.action is not None
    def __str__(self): return self.key + ') ' + self.title

class Telnet(SocketServer.StreamRequestHandler):
    def setup(self):
        SocketServer.StreamRequestHandler.setup(self)
        self.size, self.term = (80, 24), '?'
        self.menu = [Option('s', 'size', self.show), Option('r', 'rot13', self.rot), Option('c', 'calc', self.calc, (2, 3)),
                     Option('b', 'bits', self.bits), Option('x', 'exit', self.leave), Option('a', 'about', None)]
        self.menu.sort()

    def getc(self):
        while 1:
            c = self.rfile.read(1)
            if c == '': raise EOFError
            if c <> IAC:
                return c
            command = self.rfile.read(1)
            if command == IAC:
                return IAC
            if command == SB:
                self.sub()
            elif command in DO + DONT + WILL + WONT:
                self.negotiate(command, self.rfile.read(1))

    def sub(self):
        data = ''
        while data[-2:] != IAC + SE:
            data = data + self.rfile.read(1)
        kind, data = data[0], string.replace(data[1:-2], IAC + IAC, IAC)
        if kind == NAWS:
            self.size = struct.unpack('!HH', data)
        elif kind == TTYPE and data[0] == '\0':
            self.term = string.lower(data[1:])

    def negotiate(self, command, option):
        if option in (ECHO, SGA, NAWS): answer = {DO: WILL, DONT: WONT, WILL: DO, WONT: DONT}[command]
        else: answer = {DO: WONT, DONT: WONT, WILL: DONT, WONT: DONT}[command]
        self.wfile.write(IAC + answer + option)

    def line(self, prompt=''):
        self.wfile.write(prompt)
        s = ''
        while 1:
            c = self.getc()
            if c == '\r': continue
            if c == '\n': return s
            if c in '\b\177':
                s = s[:-1]
            elif ord(c) < 040:
                self.wfile.write('^' + chr(ord(c) + 0100))
            else:
                s = s + c

    def write(self, s):
        self.wfile.write(string.replace(string.replace(s, IAC, IAC * 2), '\n', '\r\n'))

    def handle(self):
        try:
            while 1:
                print >>self, join(map(str, self.menu), '\n')
                choice = self.line('> ')
                found = filter(lambda o, c=choice: o == c, self.menu)
                if not found:
                    print >>self, 'no', choice, len(choice), `choice`
                    continue
                option = found[0]
                if not option:
                    print >>self, 'nothing there'
                    continue
                try:
                    apply(option.action, option.args)
                except (ValueError, string.atoi_error), e:
                    print >>self, 'bad:', e
        except Leave, leave:
            print >>self, 'bye,', leave.why
        except EOFError:
            print 'eof'

    def show(self):
        print >>self, '%dx%d' % self.size, self.term, self.size[0] / 3

    def rot(self):
        text = self.line('text: ')
        print >>self, string.translate(text, rot13), string.translate(text, rot13, 'aeiou'), string.capwords(text), upper(text)

    def calc(self, x, y=1):
        names = {'x': x, 'y': y}
        exec 'def f(a=x): return a * y' in names
        expr = self.line('expr: ')
        try:
            value = eval(expr, names)
        except:
            print >>self, 'eval:', sys.exc_type.__name__
        else:
            print >>self, value, `value`, operator.isSequenceType(value), operator.div(7, 2)

    def bits(self):
        n = atoi(self.line('n: '), 0)
        print >>self, hex(n), oct(n), n & 0xFFL, string.zfill(n, 6), string.rjust(`n`, 8) + '|'

    def leave(self):
        raise Leave, self.line('why: ')

if __name__ == '__main__':
    server = SocketServer.ThreadingTCPServer(('127.0.0.1', 0), Telnet)
    server.daemon_threads = True
    print 'telnet on port', server.server_address[1]
    server.serve_forever()
