"""Children that server_close() waits for

From Python 3.7 on server_close() of a forking server waits for all its children. Up to 3.6 it returned at once.
Reported where the file closes such a server.

Before:

    class Server(SocketServer.ForkingMixIn, SocketServer.TCPServer):
        pass

After:

    class Server(SocketServer.ForkingMixIn, SocketServer.TCPServer):
        block_on_close = False

Fix: none: whether to wait is for a human to say. With compatsrv, `close_timeout = 10` bounds the wait.
"""

CODE = 'CS306'
TITLE = 'children that server_close() waits for'
WEIGHT = 'silent'


def find(module):
    """Yield a finding for each class of forking servers, where servers are closed."""
    serving = module.serving
    if not serving.closes or not module.python2:
        return
    for cls in serving.classes.values():
        if cls.is_server() and any('Forking' in name for name in cls.bases()) and not serving.is_set(
                cls, ('block_on_close', 'close_timeout')):
            yield module.finding(CODE, WEIGHT, cls.node, '%s: on Python 3.7 and newer server_close() waits for its '
                                 'children' % cls.name)
