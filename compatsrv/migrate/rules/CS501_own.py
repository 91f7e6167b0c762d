"""The program uses what socketserver has not

`migrate --to py3` leaves compatsrv in a program that uses more of it than the names of socketserver: native strings, the
library of Python 2, connect(), drain() and the like. Told where it is asked for, by --to py3 alone.
"""

from fissix.pgen2 import token

from compatsrv.migrate import edit

CODE = 'CS501'
TITLE = 'the program uses what socketserver has not'
WEIGHT = 'renamed'

SERVERS = ('TCPServer', 'UDPServer', 'UnixStreamServer', 'UnixDatagramServer')
NATIVE = frozenset(SERVERS + tuple(kind + name for kind in ('Threading', 'Forking') for name in SERVERS) + (
    'BaseServer', 'ThreadingMixIn', 'ForkingMixIn', 'BaseRequestHandler', 'StreamRequestHandler', 'DatagramRequestHandler', '*'))


def find(module):
    return ()


def left(module):
    """Findings of the uses."""
    for name, node in uses(module.index):
        yield module.finding(CODE, WEIGHT, node, '%s is none of socketserver: compatsrv stays' % name)


def uses(index):
    """Yield (name, node) of each use of compatsrv that is no name of socketserver."""
    for _, source, entries in edit.imports(index.imports):
        for name, alias, node in entries:
            if source == 'compatsrv' and name not in NATIVE or (source or '').startswith('compatsrv.'):
                yield '%s.%s' % (source, name), node
            elif source is None and name.startswith('compatsrv.'):
                yield name, node
            elif source is None and name == 'compatsrv':
                for leaf in index.free([alias or name]):
                    following = leaf.next_sibling
                    if following is not None and len(following.children) == 2 and following.children[0].type == token.DOT \
                            and following.children[1].value not in NATIVE:
                        yield 'compatsrv.' + following.children[1].value, leaf
