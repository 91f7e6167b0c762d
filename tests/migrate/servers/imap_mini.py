#!/usr/bin/env python
"""Read-only IMAP4rev1 over one mailbox, enough for a mail notifier."""
import SocketServer, email, re, string, sys, time, shlex, imaplib, mimetools
from email.Parser import Parser, HeaderParser
from email import message_from_string
from cStringIO import StringIO

MESSAGES = ['From: Ren\xe9 <r@x>\r\nTo: me\r\nSubject: =?utf-8?q?caf=C3=A9?=\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset="iso-8859-1"\r\n\r\nbody \xe9\r\nline two\r\n',
            'From: bob@y\r\nSubject: two\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain\r\n\r\npart one\r\n--B\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n/+kA\r\n--B--\r\n']

def literal(s): return '{%d}\r\n%s' % (len(s), s)

def quoted(s):
    if s is None: return 'NIL'
    for c in s:
        if ord(c) > 127 or c in '"\\': return literal(s)
    return '"%s"' % s

def sequence(text, top):
    out = []
    for part in text.split(','):
        if ':' in part:
            a, b = [p == '*' and top or int(p) for p in part.split(':')]
            out.extend(range(min(a, b), max(a, b) + 1))
        else:
            out.append(part == '*' and top or int(part))
    return [n for n in out if 0 < n <= top]

class Box:
    def __init__(self, messages):
        self.messages = messages
        self.flags = [[] for m in messages]
    def header(self, n):
        return HeaderParser().parsestr(self.messages[n - 1])

class IMAP(SocketServer.StreamRequestHandler):
    user = None
    box = None

    def send(self, format, *args):
        self.wfile.write((args and format % args or format) + '\r\n')

    def handle(self):
        self.send('* OK IMAP4rev1 ready')
        for line in iter(self.rfile.readline, ''):
            match = re.match(r'^(\S+) (?:(uid) )?(\w+)(?: (.*?))?\r?\n$', line, re.I | re.S)
            if not match:
                self.send('* BAD %s', line.strip())
                continue
            tag, uid, command, rest = match.groups()
            function = getattr(self, 'c_' + command.lower(), None)
            if not function:
                self.send('%s BAD %s', tag, command.upper()); continue
            try:
                result = function(*self.parse(rest or ''))
            except (TypeError, ValueError), e:
                self.send('%s BAD arguments', tag)
            except LookupError, e:
                self.send('%s NO %s', tag, e)
            else:
                self.send('%s OK %s', tag, result or 'done')
                if command.upper() == 'LOGOUT': break

    def parse(self, text):
        words = []
        for quotes, group, plain in re.findall(r'"((?:[^"\\]|\\.)*)"|(\([^)]*\))|(\S+)', text):
            if group: words.append(group[1:-1].split())
            elif plain:
                size = re.match(r'\{(\d+)\}$', plain)
                if size:
                    self.send('+ go')
                    words.append(self.rfile.read(int(size.group(1))))
                    words.extend(self.parse(self.rfile.readline()))
                else:
                    words.append(plain)
            else: words.append(re.sub(r'\\(.)', r'\1', quotes))
        return words

    def c_capability(self): self.send('* CAPABILITY IMAP4rev1')
    def c_noop(self): pass
    def c_logout(self): self.send('* BYE see you, %s', self.user)

    def c_login(self, user, password):
        if password != user[::-1]: raise KeyError, 'wrong ' + password
        self.user = user
        return 'welcome ' + user

    def c_select(self, name):
        if name.upper() != 'INBOX': raise LookupError, 'no ' + name
        self.box = Box(MESSAGES)
        self.send('* %d EXISTS', len(MESSAGES))
        self.send('* FLAGS (%s)', ' '.join(map(lambda f: '\\' + f, ['Seen', 'Deleted'])))
        return '[READ-ONLY] %s' % name

    def c_fetch(self, numbers, items):
        if isinstance(items, basestring): items = [items]
        for n in sequence(numbers, len(MESSAGES)):
            text, head = MESSAGES[n - 1], self.box.header(n)
            out = []
            for item in items:
                item = item.upper()
                if item == 'RFC822.SIZE': out.append('%s %d' % (item, len(text)))
                elif item == 'FLAGS': out.append('FLAGS (%s)' % string.join(self.box.flags[n - 1]))
                elif item == 'UID': out.append('UID %d' % (n * 100L))
                elif item == 'ENVELOPE': out.append('ENVELOPE (%s)' % ' '.join([quoted(head.get(k)) for k in ('date', 'subject', 'from')]))
                elif item == 'BODY[HEADER]': out.append(item + ' ' + literal(text[:text.index('\r\n\r\n') + 4]))
                elif item == 'BODY[TEXT]':
                    out.append(item + ' ' + literal(text[text.find('\r\n\r\n') + 4:]))
                    self.box.flags[n - 1].append('\\Seen')
                elif item == 'BODYSTRUCTURE':
                    m = message_from_string(text)
                    out.append(item + ' (%s)' % ' '.join(['(%s %s %d)' % (quoted(p.get_main_type() if hasattr(p, 'get_main_type') else p.get_content_maintype()),
                        quoted(p.get_content_subtype()), len(p.get_payload(decode=True))) for p in m.walk() if not p.is_multipart()]))
                elif item == 'PREVIEW':
                    m = email.message_from_string(text)
                    part = m.is_multipart() and m.get_payload()[0] or m
                    charset = part.get_content_charset('us-ascii')
                    body = unicode(part.get_payload(decode=1), charset).encode('utf-8')
                    out.append(item + ' ' + literal(body))
                else: raise KeyError, item
            self.send('* %d FETCH (%s)', n, ' '.join(out))

    def c_search(self, what, arg=''):
        found = []
        for n, m in enumerate(MESSAGES):
            if what.upper() == 'ALL' or what.upper() == 'TEXT' and arg.lower() in m.lower(): found.append(n + 1)
        self.send('* SEARCH %s', ' '.join(map(str, found)))

if __name__ == '__main__':
    server = SocketServer.TCPServer(('127.0.0.1', 0), IMAP)
    print 'imap on port', server.server_address[1]
    server.serve_forever()
