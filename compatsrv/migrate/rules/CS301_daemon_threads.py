"""Threads that server_close() waits for

From Python 3.7 on server_close() of a threading server waits for all its threads that are no daemons: for ever, if
one client stays connected and says nothing. Up to 3.6 it returned at once. Reported where the file closes a server,
with server_close() or with `with`, or defines the class for others.

Before:

    class Server(SocketServer.ThreadingMixIn, SocketServer.TCPServer):
        pass

After:

    class Server(SocketServer.ThreadingMixIn, SocketServer.TCPServer):
        daemon_threads = True

Fix: none: whether requests may be cut off at the end is for a human to say. With compatsrv, `close_timeout = 10`
bounds the wait.
"""

CODE = 'CS301'
TITLE = 'threads that server_close() waits for'
WEIGHT = 'silent'


def find(module):
    """Yield a finding for each class of threading servers without daemon_threads."""
    serving = module.serving
    for node, name, cls in serving.threaded():
        if serving.is_set(cls, ('daemon_threads', 'block_on_close', 'close_timeout', '_block_on_close')):
            continue
        if serving.closes or module.python2 and cls is not None and not serving.built:
            yield module.finding(CODE, WEIGHT, node, '%s: daemon_threads is not set: on Python 3.7 and newer server_close() '
                                 'waits for its threads, for ever if a client stays' % name)
