"""allow_reuse_address set when the socket is bound already

The server's constructor binds. allow_reuse_address is an attribute of the class: set on the object afterwards, or on
the class when the server is there already, or on the module, it does nothing, on any Python. Restarted servers then
fail with "Address already in use".

Before:

    server = SocketServer.TCPServer(address, Handler)
    server.allow_reuse_address = True

After:

    class Server(SocketServer.TCPServer):
        allow_reuse_address = True

    server = Server(address, Handler)

Fix: none: the server would bind where it could not before.
"""

CODE = 'CS302'
TITLE = 'allow_reuse_address set when the socket is bound already'
WEIGHT = 'silent'


def find(module):
    """Yield a finding for each assignment without effect."""
    serving = module.serving
    for attribute, node, built in serving.late():
        if attribute == 'allow_reuse_address':
            where = 'by the constructor' if built is None else 'at line %d' % built.node.lineno
            yield module.finding(CODE, WEIGHT, node, 'allow_reuse_address has no effect: the socket was bound %s' % where)
    for owner, attribute, node, _ in serving.changes:
        if attribute == 'allow_reuse_address' and serving.imports.names.get(owner) == 'socketserver':
            yield module.finding(CODE, WEIGHT, node, 'allow_reuse_address has no effect on the module, but on the class')
