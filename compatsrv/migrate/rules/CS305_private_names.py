"""Private names of the standard library

_BaseServer__is_shut_down and _BaseServer__shutdown_request are kept by compatsrv and by CPython so far; those of
threads (_Thread__stop, _Thread__target, _Thread__args), of sockets (_sock) and of their files (_rbuf, _wbuf) are gone
on Python 3: an AttributeError, or, where the name is assigned, nothing at all.

Before:

    server._BaseServer__serving = False
    thread._Thread__stop()

After:

    server.shutdown()

Fix: none: what the program wants of them differs.
"""

import ast
import re
CODE = 'CS305'
TITLE = 'private names of the standard library'
WEIGHT = 'raises'

MANGLED = re.compile(r'_(BaseServer|TCPServer|Thread|Event|Condition|Timer|Semaphore|RLock|Process|HTTPServer)__\w+\Z')
KEPT = ('_BaseServer__is_shut_down', '_BaseServer__shutdown_request')
SOCKETS = ('request', 'rfile', 'wfile', 'socket', 'sock', 'conn', 'connection', 'connstream')
# name -> what it is gone from; None: from everything
GONE = {'_sock': SOCKETS, '_rbuf': None, '_wbuf': None, '_rbufsize': None, '_fileobject': None, '_socketobject': None}


def find(module):
    """Yield a finding for each private name that Python 3 has not."""
    text = module.text
    if not any(name in text for name in GONE) and '__' not in text:
        return
    for node in module.nodes.of(ast.Attribute):
        name = node.attr
        if MANGLED.match(name):
            if name in KEPT:
                yield module.finding(CODE, 'renamed', node, '%s is private: kept so far, shutdown() is the public way' % name)
            else:
                stored = isinstance(node.ctx, ast.Store)
                yield module.finding(CODE, 'silent' if stored else 'raises', node, '%s is gone on Python 3%s' % (
                    name, ': assigning it does nothing' if stored else ''))
        elif name in GONE and module.python2 and (GONE[name] is None or _last(node.value) in GONE[name]):
            yield module.finding(CODE, WEIGHT, node, '%s is gone on Python 3' % name)


def _last(node):
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, 'id', '')
