"""A handler's attribute set when the request has been handled

BaseRequestHandler.__init__() calls setup(), handle() and finish(). What a handler's own __init__() assigns after it
is there when all is over; handle() never sees it.

Before:

    class Handler(SocketServer.BaseRequestHandler):
        def __init__(self, request, client_address, server):
            SocketServer.BaseRequestHandler.__init__(self, request, client_address, server)
            self.user = None

After:

    class Handler(SocketServer.BaseRequestHandler):
        def setup(self):
            self.user = None

Fix: none: the order is the program's.
"""

from compatsrv.migrate.serving import after_base

CODE = 'CS304'
TITLE = "a handler's attribute set when the request has been handled"
WEIGHT = 'silent'


def find(module):
    """Yield a finding for each assignment after the handling."""
    for cls in module.serving.classes.values():
        if cls.is_handler() and '__init__' in cls.methods and any('RequestHandler' in name for name in cls.bases()):
            for attribute, node in after_base(cls.methods['__init__'].node):
                yield module.finding(CODE, WEIGHT, node, 'self.%s is set after handle() has run, which __init__() of the '
                                     'base calls' % attribute)
