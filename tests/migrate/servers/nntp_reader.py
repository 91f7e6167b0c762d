#!/usr/bin/env python
# News: articles are rfc822/email messages, groups are in a text file.
import SocketServer, email, re, rfc822, string, sys, time, bisect, textwrap, random
from email.MIMEText import MIMEText
from email.MIMEMultipart import MIMEMultipart
from email.Header import Header, decode_header
from email.Utils import parseaddr, formatdate, getaddresses
from StringIO import StringIO
from UserList import UserList
from sets import Set

class Group(UserList):
    def __init__(self, name, flag='y'):
        UserList.__init__(self)
        self.name, self.flag = name, flag
    first = property(lambda self: self.data and 1 or 0)
    last = property(lambda self: len(self.data))
    def __hash__(self): return hash(self.name)

groups = {}
for line in '''comp.lang.python y
alt.test m
de.alt.umlaute\xe4 y
'''.splitlines():
    name, flag = line.split()
    groups[name] = Group(name, flag)

class Article:
    def __init__(self, text):
        self.text = text
        self.message = rfc822.Message(StringIO(text))
        self.id = self.message.getheader('Message-ID', '<none>')
    def __getattr__(self, name):
        if name[:2] == '__': raise AttributeError, name
        return self.message.getheader(name.replace('_', '-'), '')
    def __cmp__(self, other):
        return cmp(self.id, other.id)

class NNTP(SocketServer.StreamRequestHandler):
    group, current = None, None

    def send(self, line): self.wfile.write(line + '\r\n')
    def send_lines(self, lines):
        for line in lines:
            self.send(('.' == line[:1]) * '.' + line)
        self.send('.')

    def handle(self):
        self.send('200 reader ready')
        while 1:
            line = self.rfile.readline()
            if not line: break
            match = re.match(r'(?i)(\w+)(?:\s+(.*?))?\s*$', line)
            if not match:
                self.send('501 syntax'); continue
            command, arg = match.groups('')
            func = getattr(self, 'do_%s' % command.upper(), None)
            if not func:
                self.send('500 ' + command + ' ' + str(line.count(' ')))
            elif func(arg) == 'quit':
                break

    def do_LIST(self, arg):
        self.send('215 list')
        names = Set(groups.keys())
        self.send_lines(['%s %010d %010d %s' % (g.name, g.last, g.first, g.flag) for g in [groups[n] for n in sorted(names)]])

    def do_GROUP(self, arg):
        try: self.group = groups[arg]
        except KeyError: return self.send('411 ' + arg.__repr__())
        self.current = self.group.first
        self.send('211 %d %d %d %s' % (len(self.group), self.group.first, self.group.last, self.group.name))

    def do_POST(self, arg):
        self.send('340 go')
        lines = []
        while True:
            line = self.rfile.readline().rstrip('\r\n')
            if line == '.': break
            if line.startswith('..'): line = line[1:]
            lines.append(line)
        article = Article('\n'.join(lines) + '\n')
        for name in article.newsgroups.split(','):
            if name in groups:
                bisect.insort(groups[name], article)
        self.send('240 %s %s' % (article.id, article.message.getaddr('From')))

    def do_XOVER(self, arg):
        numbers = re.findall(r'\d+', arg) or [self.current]
        low, high = map(int, (numbers * 2)[:2])
        self.send('224 overview')
        out = []
        for n in xrange(low, high + 1):
            try: a = self.group[n - 1]
            except IndexError: break
            out.append('\t'.join(map(str, [n, a.subject, a.from_ or a.message['from'], a.id, len(a.text), len(a.text.split('\n\n', 1)[1].split('\n'))])))
        self.send_lines(out)

    def do_ARTICLE(self, arg):
        a = self.group[int(arg) - 1]
        self.send('220 %s %s' % (arg, a.id))
        self.send_lines(a.text.splitlines())

    def do_XMIME(self, arg):
        m = email.message_from_string(self.group[int(arg) - 1].text)
        kinds = [(part.get_content_type(), len(part.get_payload(decode=True) or '')) for part in m.walk()]
        subject = ''.join([s.decode(charset or 'latin-1').encode('utf-8') for s, charset in decode_header(m['Subject'])])
        name, addr = parseaddr(m['From'])
        self.send('290 %s %s|%s|%s' % (kinds, subject, name, addr))
        self.send_lines((m.get_payload(decode=1) or 'multi').splitlines())

    def do_XMAKE(self, arg):
        outer = MIMEMultipart(boundary='BOUND')
        outer['Subject'] = Header(arg, 'iso-8859-1')
        outer['To'] = 'ann@x, "B" <b@y>'
        outer.attach(MIMEText(arg + '\n', 'plain', 'iso-8859-1'))
        outer.preamble = 'multi\n'
        self.send_lines(outer.as_string().splitlines() + [`getaddresses([outer['To']])`] + textwrap.wrap(arg * 5, 30))

    def do_QUIT(self, arg):
        self.send('205 bye')
        return 'quit'

if __name__ == '__main__':
    server = SocketServer.ThreadingTCPServer(('127.0.0.1', 0), NNTP)
    print 'news on port', server.server_address[1]
    server.serve_forever()
