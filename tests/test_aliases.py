"""install_aliases() and uninstall_aliases(), each in a process of its own."""

import processes


def check(source):
    status, out, err = processes.run('-c', source)
    assert (status, out) == (0, 'fine\n'), err


def test_what_is_imported_afterwards_is_compatsrv():
    check('''
import sys
import compatsrv
compatsrv.install_aliases()
import SocketServer, socketserver
from six.moves import socketserver as moved
import six.moves.socketserver
assert SocketServer is socketserver is moved is sys.modules['six.moves.socketserver'] is compatsrv
from six.moves.BaseHTTPServer import HTTPServer
assert issubclass(HTTPServer, compatsrv.TCPServer)
print('fine')
''')


def test_uninstall_puts_back_what_was_there():
    check('''
import sys
import six
from six.moves import socketserver as native
before = {name: sys.modules.get(name) for name in ('SocketServer', 'socketserver', 'six.moves.socketserver')}
import compatsrv
compatsrv.install_aliases()
compatsrv.install_aliases()
compatsrv.uninstall_aliases()
assert {name: sys.modules.get(name) for name in before} == before, before
assert six.moves.socketserver is native is compatsrv.native
compatsrv.uninstall_aliases()
compatsrv.install_aliases()
assert six.moves.socketserver is compatsrv
print('fine')
''')


def test_star_import_gives_the_native_names():
    check('''
import compatsrv
compatsrv.install_aliases()
namespace = {}
exec('from SocketServer import *', namespace)
assert namespace['TCPServer'] is compatsrv.TCPServer
assert 'native' not in namespace
print('fine')
''')
