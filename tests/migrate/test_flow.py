"""Where received data goes: each case is a handler's body, or a file, and what is found in it."""

import textwrap

import pytest

import labels

pytest.importorskip('importlib.metadata', reason='the migration kit is for Python 3.8 and newer')
pytest.importorskip('fissix', reason='fissix, which reads Python 2, is not installed')

HANDLER = 'import SocketServer\nclass H(SocketServer.BaseRequestHandler):\n    def handle(self):\n'


def codes(body):
    """What is found in the body of a handler: [code], in the order of lines."""
    text = HANDLER + textwrap.indent(textwrap.dedent(body).strip('\n'), ' ' * 8) + '\n'
    return [code for _, code in sorted(labels.findings(text))]


def in_file(text):
    return sorted(labels.findings(textwrap.dedent(text).lstrip('\n')))


@pytest.mark.parametrize('body, expected', [
    ("d = self.request.recv(9)\nif d == 'x': pass", ['CS201']),
    ("d = self.request.recv(9).strip().lower()\nif 'x' != d: pass", ['CS201']),
    ("d = self.request.recv(9)\nd = d.decode('utf-8')\nif d == 'x': pass", []),
    ("d = self.request.recv(9)\nif d[0:1] == 'x': pass", ['CS201']),
    ("d = self.request.recv(9)\nif not d or len(d) == 0 or d is None: pass", []),
    ("a, b = self.request.recv(9).split()\nif b == 'x': pass", ['CS201']),
    ("(a, b), c = self.request.recv(9).split(), 1\nif a == 'x': pass", ['CS201']),
    ("for w in self.request.recv(9).split():\n    if w == 'x': pass", ['CS201']),
    ("ws = [w.strip() for w in self.request.recv(9).split()]\nif ws[0] == 'x': pass", ['CS201']),
    ("d = {}\nd['k'] = self.request.recv(9)\nif d['k'] == 'x': pass", ['CS201']),
    ("d = dict(k=self.request.recv(9))\nif d.get('k') == 'x': pass", ['CS201']),
    ("l = []\nl.append(self.request.recv(9))\nif l[-1] == 'x': pass", ['CS201']),
    ("l = [self.request.recv(9)]\nif l == ['x']: pass", ['CS201']),
    ("d = None\nwhile 1:\n    if d == 'x': pass\n    d = self.request.recv(9)", ['CS201']),
    ("while True:\n    d = self.request.recv(9)\n    if not d: break\nif d == 'x': pass", ['CS201']),
    ("try:\n    d = self.request.recv(9)\nexcept IOError:\n    d = None\nif d == 'x': pass", ['CS201']),
    ("d = self.request.recv(9) if self.x else None\nif d == 'x': pass", ['CS201']),
    ("d = self.request.recv(9) or 'x'\nif d == 'y': pass", ['CS201']),
    ("with self.request.makefile('rb') as f:\n    if f.readline() == 'x': pass", ['CS201']),
    ("recv = self.request.recv\nif recv(9) == 'x': pass", ['CS201']),
    ("d = bytearray(9)\nself.request.recv_into(d)\nif d == 'x': pass", ['CS201']),
    ("d, peer = self.request.recvfrom(9)\nif d == 'x': pass", ['CS201']),
    ("for i, c in enumerate(self.request.recv(9)):\n    if c == 'x': pass", ['CS201']),
    ("if cmp(self.request.recv(9), 'x') == 0: pass", []),
    ("x = '%d bytes' % len(self.request.recv(9))", []),
    ("x = '%s' % self.client_address[0]", []),
    ("x = '%(d)s' % {'d': self.request.recv(9)}", ['CS203']),
    ("print repr(self.request.recv(9))", ['CS203']),
    ("f = lambda d: d == 'x'\nd = self.request.recv(9)", []),
    ("self.request.send(raw_input())", ['CS216']),
    ("self.request.send(''.join(['a', 'b']))", ['CS216']),
    ("self.request.send('a' * 10)", ['CS216']),
    ("self.request.send('a'.encode('utf-8'))", []),
    ("self.request.send(bytes('a'))", []),
    ("self.request.send(b'a' + b'b')", []),
    ("for name in ['a', 'b']:\n    self.request.send(name)", ['CS216']),
    ("text = 'a'\nif self.x: text = b'a'\nself.request.send(text)", ['CS216']),
    ("self.server.log.write('x')", []),
    ("f = open('x')\nfor line in f: self.request.send(line)", ['CS216']),
    ("f = open('x', 'rb')\nfor line in f: self.request.send(line)", []),
    ("if isinstance(self.request.recv(9), (str, unicode)): pass", ['CS207']),
    ("d = self.request.recv(9)\nif type(d) is unicode:\n    if d == 'x': pass", []),
])
def test_in_a_handler(body, expected):
    assert codes(body) == expected


def test_functions_of_the_module_string_under_names_of_their_own():
    assert in_file('''
        import socket
        from string import join, split
        data = socket.socket().recv(10)
        words = split(data, ' ')
        append = words.append
        append('x')
        text = join(words, ',')
    ''') == [(4, 'CS211'), (7, 'CS215')]


def test_parameters_and_results_of_functions():
    assert in_file('''
        import socket
        def fetch(sock):
            return sock.recv(10)
        def is_quit(text):
            return text == 'quit'
        def main(text=None, *rest):
            sock = socket.socket()
            return is_quit(text=fetch(sock))
    ''') == [(5, 'CS201')]


def test_attributes_of_self_reach_methods_of_subclasses_and_mixins():
    assert in_file('''
        import SocketServer
        class Reading(object):
            def read(self):
                self.data = self.request.recv(10)
        class Base(Reading, SocketServer.BaseRequestHandler):
            pass
        class Derived(Base):
            def handle(self):
                self.read()
                if self.data == 'quit':
                    self.stop()
    ''') == [(10, 'CS201')]


def test_an_attribute_is_what_it_is_when_the_method_ends():
    assert in_file('''
        import SocketServer
        class H(SocketServer.BaseRequestHandler):
            def setup(self):
                self.data = self.request.recv(10)
                self.data = self.data.decode('utf-8')
            def handle(self):
                if self.data == 'quit':
                    return
    ''') == []


def test_recursion_and_loops_in_loops_end():
    assert in_file('''
        import socket
        def a(x, n):
            for i in n:
                while n:
                    for j in n:
                        x = {'k': [x, (x, a(x, n))]}
            return b(x)
        def b(x):
            return [a([x], 1), socket.socket().recv(1) == '']
    ''') == [(9, 'CS202')]


def test_threads_queues_and_globals():
    assert in_file('''
        import Queue, socket, threading
        jobs = Queue.Queue()
        last = None
        def reader(sock, n):
            global last
            last = sock.recv(n)
            jobs.put(sock.recv(n))
        def worker():
            if jobs.get() == 'x' or last == 'y':
                return
        sock = socket.socket()
        threading.Thread(target=reader, args=(sock, 10)).start()
        threading.Timer(1, worker).start()
    ''') == [(9, 'CS201')]


def test_a_hidden_error_weighs_as_much_as_silence():
    from compatsrv.migrate import check_source
    text = HANDLER + ("        try:\n            self.request.send('x')\n        except Exception, e:\n            pass\n"
                      "        try:\n            self.request.send('x')\n        except Exception, e:\n            print e\n")
    found = {finding.line: finding for finding in check_source(text, 'x.py') if finding.code[:3] == 'CS2'}
    assert [(line, finding.code, finding.weight) for line, finding in sorted(found.items())] == [
        (5, 'CS216', 'silent'), (6, 'CS209', 'silent'), (9, 'CS216', 'raises')]
    assert 'line 6' in found[5].message and 'line 5' in found[6].message


def test_errors_in_functions_that_are_called_under_a_bare_except():
    found = in_file('''
        import SocketServer
        class H(SocketServer.BaseRequestHandler):
            def handle(self):
                try:
                    self.answer()
                except:
                    pass
            def answer(self):
                self.request.send('x')
    ''')
    assert found == [(6, 'CS209'), (9, 'CS216')]


def test_where_it_came_from_is_said():
    from compatsrv.migrate import check_source
    text = HANDLER + "        data = self.request.recv(9)\n        word = data.split()[0]\n        if word == 'x': pass\n"
    message = [finding.message for finding in check_source(text, 'x.py') if finding.code == 'CS201'][0]
    assert message == "word (bytes received at line 4) never equals 'x' on Python 3"


@pytest.mark.parametrize('text, expected', [
    ("data = sock.recv(9)\nif data == 'x': pass\n", [(3, 'CS201')]),
    ("data = sock.recv(9)\nprint(data, '%s' % data)\n", []),
    ("def f(data=None):\n    data = data or ''\n    return data + sock.recv(9)\nf(b'')\n", []),
    ("def send(data):\n    if isinstance(data, str): data = data.encode()\n    sock.sendall(data)\nsend('x')\nsend(b'x')\n", []),
    ("def send(data):\n    if not isinstance(data, bytes): data = bytes(data, 'ascii')\n    sock.sendall(data)\nsend('x')\n", []),
    ("sock.send('x')\n", [(2, 'CS216')]),
    ("buf = ''\nbuf += sock.recv(9)\n", [(3, 'CS212')]),
    ("data: bytes = sock.recv(9)\nif (head := data[:4]) == 'head': pass\n", [(3, 'CS201')]),
    ("async def f(reader):\n    line = await reader.readline()\n    return line == b'x'\n", []),
    ("if sock.recv(1)[0] == 7: pass\n", []),
    ("match sock.recv(9):\n    case b'x': pass\n", []),
])
def test_python3_source_is_judged_by_what_cannot_be_meant(text, expected):
    if 'match' in text and not hasattr(__import__('ast'), 'Match'):
        pytest.skip('this Python has no match statement')
    header = 'from socketserver import TCPServer; import socket; sock = socket.socket()\n'
    assert sorted(labels.findings(header + text)) == expected


@pytest.mark.parametrize('text, for_2, in_str', [
    ("import SocketServer\nx = 'a=b'\ny = \"c=f\"\n", True, True),
    ("import SocketServer\nx = '''it's b'x' '''  # f'x' b'y'\n", True, True),
    ("import SocketServer\nx = b'x'\n", True, False),
    ("import SocketServer\nx = Rb'x'\n", True, False),
    ("import SocketServer\nx = f'{x}'\n", False, False),
    ("import SocketServer\nx = '(a) -> b, c := d, import socketserver'\n", True, True),
    ("import socketserver\n", False, False),
    ("import socket\n", False, True),
    ("try:\n    import SocketServer\nexcept ImportError:\n    import socketserver as SocketServer\n", False, False),
])
def test_for_which_python_a_source_is_meant(text, for_2, in_str):
    from compatsrv.migrate import dialect
    assert (dialect.meant_for_2(text), dialect.deals_in_str(text)) == (for_2, in_str)
