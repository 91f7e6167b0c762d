"""The rules of what servers do."""

import textwrap

import pytest

import labels

pytest.importorskip('importlib.metadata', reason='the migration kit is for Python 3.8 and newer')
pytest.importorskip('fissix', reason='fissix, which reads Python 2, is not installed')


def found(text):
    return sorted(pair for pair in labels.findings('import SocketServer\n' + textwrap.dedent(text).lstrip('\n'))
                  if pair[1].startswith('CS3'))


CLASS = 'class S(SocketServer.ThreadingMixIn, SocketServer.TCPServer):\n    %s\n'


@pytest.mark.parametrize('text, expected', [
    (CLASS % 'pass' + "s = S(('', 0), H)\ns.serve_forever()\ns.server_close()\n", [(2, 'CS301')]),
    (CLASS % 'pass' + "s = S(('', 0), H)\ns.serve_forever()\n", []),
    (CLASS % 'pass', [(2, 'CS301')]),
    (CLASS % 'daemon_threads = True', []),
    (CLASS % 'block_on_close = False', []),
    (CLASS % 'pass' + "s = S(('', 0), H)\ns.daemon_threads = True\ns.server_close()\n", []),
    ("class M(SocketServer.ThreadingMixIn):\n    daemon_threads = True\nclass S(M, SocketServer.TCPServer): pass\n", []),
    ("s = SocketServer.ThreadingTCPServer(('', 0), H)\ns.server_close()\n", [(2, 'CS301')]),
    ("class F(SocketServer.ForkingMixIn, SocketServer.TCPServer): pass\nF(1, 2).server_close()\n", [(2, 'CS306')]),
])
def test_waiting_at_close(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize('text, expected', [
    ("s = SocketServer.TCPServer(('', 0), H)\ns.allow_reuse_address = True\n", [(3, 'CS302')]),
    ("def f(self):\n    self.s = SocketServer.TCPServer(('', 0), H)\n    self.s.allow_reuse_address = 1\n", [(4, 'CS302')]),
    ("s = SocketServer.TCPServer(('', 0), H, False)\ns.allow_reuse_address = True\ns.server_bind()\n", []),
    ("s = SocketServer.TCPServer(('', 0), H, bind_and_activate=False)\ns.allow_reuse_address = True\n", []),
    ("SocketServer.TCPServer.allow_reuse_address = True\ns = SocketServer.TCPServer(('', 0), H)\n", []),
    ("s = SocketServer.TCPServer(('', 0), H)\nSocketServer.TCPServer.allow_reuse_address = True\n", [(3, 'CS302')]),
    ("SocketServer.allow_reuse_address = True\n", [(2, 'CS302')]),
    ("class S(SocketServer.TCPServer):\n    def __init__(self):\n        self.allow_reuse_address = True\n"
     "        SocketServer.TCPServer.__init__(self, ('', 0), H)\n", []),
    ("class S(SocketServer.TCPServer):\n    def __init__(self):\n        SocketServer.TCPServer.__init__(self, ('', 0), H)\n"
     "        self.request_queue_size = 9\n", [(5, 'CS303')]),
    ("s = SocketServer.TCPServer(('', 0), H)\ns.timeout = 3\n", []),
    ("class H(SocketServer.StreamRequestHandler):\n    def setup(self):\n        self.timeout = 3\n", []),
    ("class H(SocketServer.StreamRequestHandler):\n    def handle(self):\n        self.wbufsize = 3\n", [(4, 'CS303')]),
    ("class H(SocketServer.BaseRequestHandler):\n    def __init__(self, *args):\n        self.x = 1\n"
     "        SocketServer.BaseRequestHandler.__init__(self, *args)\n", []),
    ("class H(SocketServer.BaseRequestHandler):\n    def __init__(self, *args):\n"
     "        SocketServer.BaseRequestHandler.__init__(self, *args)\n        self.x = 1\n", [(5, 'CS304')]),
    ("from cheroot.server import HTTPServer\ns = HTTPServer(1)\ns.request_queue_size = 3\n", []),
])
def test_attributes_that_come_too_late(text, expected):
    assert found(text) == expected


def test_private_names():
    assert found('''
        s._BaseServer__serving = False
        t._Thread__target()
        print >>f, self.request._sock
        s._Own__name = 1
    ''') == [(2, 'CS305'), (3, 'CS305'), (4, 'CS305')]
