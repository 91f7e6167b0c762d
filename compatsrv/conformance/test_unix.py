"""Unix sockets."""

import errno
import os
import socket

from compatsrv.conformance.cases import bounded, case, expect, expect_true
from compatsrv.conformance.harness import echo


@case('unix/address', 'server_address of a Unix server is its path.', 'Python documentation, socketserver',
      needs=('unix',))
def test_address(kit):
    path = kit.path()
    for name in ('UnixStreamServer', 'UnixDatagramServer'):
        server = kit.make(name, address=path)
        expect('server_address', server.server_address, path)
        expect_true('the path is there', os.path.exists(path))
        server.server_close()
        os.unlink(path)


@case('unix/client-address-stream', 'client_address of a Unix stream client without an address is empty.',
      'behaviours, A: Unix client address', needs=('unix',))
def test_client_address_stream(kit):
    seen = []
    server = kit.make('UnixStreamServer', kit.handler(handle=lambda self: seen.append(self.client_address)))
    kit.connect(server)
    bounded('handle_request', server.handle_request)
    expect('client_address', seen, [''])


@case('unix/client-address-datagram', 'client_address of a Unix datagram is the path of its sender.',
      'unix(7)', needs=('unix',))
def test_client_address_datagram(kit):
    seen = []
    server = kit.make('UnixDatagramServer', kit.handler(handle=lambda self: seen.append(self.client_address)))
    client = kit.connect(server)
    client.send(b'x')
    bounded('handle_request', server.handle_request)
    expect('client_address', seen, [client.getsockname()])


@case('unix/stream-handler', 'StreamRequestHandler serves Unix streams.', 'Python documentation, socketserver',
      needs=('unix',))
def test_stream_handler(kit):
    handler = kit.handler('StreamRequestHandler', handle=lambda self: self.wfile.write(self.rfile.readline()))
    expect('the answer', kit.talk(kit.running('UnixStreamServer', handler), b'line\nmore\n'), b'line\n')


@case('unix/nagle', 'disable_nagle_algorithm is ignored on a Unix socket.', 'C14', needs=('unix',))
def test_nagle(kit):
    handler = kit.handler('StreamRequestHandler', disable_nagle_algorithm=True,
                          handle=lambda self: self.wfile.write(b'served'))
    expect('the answer', kit.talk(kit.running('UnixStreamServer', handler), b''), b'served')


@case('unix/abstract', 'An abstract address serves, and server_address is bytes.', 'A44; bpo-17683',
      needs=('unix', 'abstract_unix'))
def test_abstract(kit):
    address = b'\0compatsrv-%d' % os.getpid() if hasattr(b'', '__mod__') else b'\0compatsrv-case'
    server = kit.make('UnixStreamServer', kit.handler(handle=echo), address=address)
    kit.serve(server)
    expect('server_address', server.server_address, address)
    expect('the answer', kit.talk(server, b'abstract'), b'abstract')


@case('unix/pathlike', 'The address may be a path object.', 'C12; PEP 519', needs=('unix',))
def test_pathlike(kit):
    path = kit.path()
    server = kit.make('UnixStreamServer', kit.handler(handle=echo), address=_Path(path))
    kit.serve(server)
    expect('server_address', server.server_address, path)
    expect('the answer', kit.talk(server, b'x'), b'x')


class _Path(object):
    def __init__(self, path):
        self._path = path

    def __fspath__(self):
        return self._path


@case('unix/path-stays', 'The path stays after server_close(), for another process may serve it still.',
      'Lib/socketserver.py; C12', needs=('unix',))
def test_path_stays(kit):
    server = kit.make('UnixStreamServer')
    server.server_close()
    expect('the path is there', os.path.exists(server.server_address), True)


@case('unix/unlink-on-close', 'With unlink_on_close, server_close() removes the path.', 'C12', needs=('unix',))
def test_unlink_on_close(kit):
    for name in ('UnixStreamServer', 'UnixDatagramServer'):
        server = kit.make(name, unlink_on_close=True)
        server.server_close()
        expect('the path is there', os.path.exists(server.server_address), False)


@case('unix/unlink-own', 'unlink_on_close removes no path that somebody else has bound meanwhile.', 'C12',
      needs=('unix',))
def test_unlink_own(kit):
    path = kit.path()
    old = kit.make('UnixStreamServer', address=path, unlink_on_close=True)
    os.unlink(path)
    kit.running('UnixStreamServer', kit.handler(handle=echo), address=path)
    old.server_close()
    expect('the path is there', os.path.exists(path), True)


@case('unix/unlink-elsewhere', 'unlink_on_close removes a relative path also when the program has changed its directory.',
      'C12', needs=('unix', 'subprocesses'))
def test_unlink_elsewhere(kit):
    path = kit.path()
    status, _, err = kit.script('''
        import importlib, os, sys
        module = importlib.import_module(sys.argv[1])
        Server = type(module.TCPServer)('Server', (module.UnixStreamServer,), {'unlink_on_close': True})
        os.chdir(sys.argv[2])
        server = Server('s', module.BaseRequestHandler)
        os.chdir('/')
        server.server_close()
        ''', os.path.dirname(path))
    expect('the status; stderr: %s' % err.decode('latin-1'), status, 0)
    expect('the path is there', os.path.exists(path), False)


@case('unix/dead-path', 'allow_reuse_address takes over the path of a server that is gone.', 'C12', needs=('unix',))
def test_dead_path(kit):
    for name in ('UnixStreamServer', 'UnixDatagramServer'):
        path = kit.path()
        kit.make(name, address=path).server_close()
        server = kit.make(name, kit.handler(handle=echo), address=path, allow_reuse_address=True)
        kit.serve(server)
        expect('the answer', kit.talk(server, b'x'), b'x')


@case('unix/dead-path-refused', 'Without allow_reuse_address the path of a server that is gone is in use.',
      'Lib/socketserver.py; unix(7)', needs=('unix',))
def test_dead_path_refused(kit):
    path = kit.path()
    kit.make('UnixStreamServer', address=path).server_close()
    expect('errno', _refused(kit, path, allow_reuse_address=False), errno.EADDRINUSE)


@case('unix/live-path', 'allow_reuse_address takes over no path that is served.', 'C12', needs=('unix',))
def test_live_path(kit):
    for name in ('UnixStreamServer', 'UnixDatagramServer'):
        server = kit.running(name, kit.handler(handle=echo))
        expect('errno', _refused(kit, server.server_address), errno.EADDRINUSE)
        expect('the answer', kit.talk(server, b'x'), b'x')


@case('unix/full-backlog', 'allow_reuse_address takes over no path whose server is only busy.', 'C12', needs=('unix',))
def test_full_backlog(kit):
    server = kit.make('UnixStreamServer', request_queue_size=0)
    for _ in range(3):
        client = kit.client(server)
        client.setblocking(False)
        client.connect_ex(server.server_address)
    expect('errno', _refused(kit, server.server_address), errno.EADDRINUSE)
    expect('the path is there', os.path.exists(server.server_address), True)


@case('unix/no-socket', 'allow_reuse_address removes nothing that is no socket.', 'C12', needs=('unix',))
def test_no_socket(kit):
    path = kit.path()
    with open(path, 'w') as file:
        file.write('precious')
    expect('errno', _refused(kit, path), errno.EADDRINUSE)
    with open(path) as file:
        expect('the file', file.read(), 'precious')


def _refused(kit, path, **members):
    """The errno with which a second server on path is refused, or None."""
    members.setdefault('allow_reuse_address', True)
    try:
        kit.make('UnixStreamServer', address=path, **members)
    except socket.error as error:
        return error.errno
