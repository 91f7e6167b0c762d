"""An attribute set after it can have effect

request_queue_size, address_family, socket_type and allow_reuse_port are read when the server is made; timeout,
rbufsize, wbufsize and disable_nagle_algorithm of a stream handler are read by its setup(). Set afterwards, they do
nothing, on any Python.

Before:

    server = SocketServer.TCPServer(address, Handler)
    server.request_queue_size = 128

After:

    class Server(SocketServer.TCPServer):
        request_queue_size = 128

    server = Server(address, Handler)

Fix: none: the program would do what it never did.
"""

import ast
CODE = 'CS303'
TITLE = 'an attribute set after it can have effect'
WEIGHT = 'silent'

OF_SERVERS = ('request_queue_size', 'address_family', 'socket_type', 'allow_reuse_port', 'dual_stack', 'unlink_on_close')
OF_HANDLERS = ('timeout', 'rbufsize', 'wbufsize', 'disable_nagle_algorithm')


def find(module):
    """Yield a finding for each assignment without effect."""
    for attribute, node, built in module.serving.late():
        if attribute in OF_SERVERS:
            yield module.finding(CODE, WEIGHT, node, '%s has no effect here: the server was made %s' % (
                attribute, 'by the constructor' if built is None else 'at line %d' % built.node.lineno))
    for cls in module.serving.classes.values():
        if not any(name.endswith(('StreamRequestHandler', 'HTTPRequestHandler')) for name in cls.bases()):
            continue
        for name, function in cls.methods.items():
            if name == 'handle' or name.startswith('do_'):
                for node in ast.walk(function.node):
                    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr in OF_HANDLERS \
                            and isinstance(node.value, ast.Name) and node.value.id == function.parameter(0):
                        yield module.finding(CODE, WEIGHT, node, '%s has no effect here: setup() has read it' % node.attr)
