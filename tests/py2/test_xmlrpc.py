"""An XML-RPC server whose handler deals in native strings."""

import threading

import pytest

import compatsrv
from compatsrv import n
from compatsrv.py2 import xmlrpc_servers, xmlrpcs


class Handler(compatsrv.NativeStringMixIn, xmlrpc_servers.SimpleXMLRPCRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def proxy():
    server = type('Server', (compatsrv.ThreadingMixIn, xmlrpc_servers.SimpleXMLRPCServer), {})(
        ('127.0.0.1', 0), requestHandler=Handler, allow_none=True)
    server.register_function(lambda value: value, 'echo')
    server.register_function(lambda: n(b'caf\xc3\xa9'), 'native')
    server.register_function(lambda: xmlrpcs.Binary('\x00\xff'), 'binary')
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield xmlrpcs.ServerProxy('http://127.0.0.1:%d' % server.server_address[1], allow_none=True)
    server.shutdown()
    server.server_close()
    thread.join()


def test_values(proxy):
    for value in ('abc', u'caf\xe9', [1, {'a': None}], 'x' * 100000):
        assert proxy.echo(value) == value
    assert proxy.native() == u'caf\xe9'
    assert proxy.binary().data == b'\x00\xff' and proxy.echo(xmlrpcs.Binary('\x01\xfe')).data == b'\x01\xfe'
    with pytest.raises(xmlrpcs.Fault):
        proxy.missing()
