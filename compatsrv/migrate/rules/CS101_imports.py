"""The module SocketServer has another name on Python 3

Python 3 renamed SocketServer to socketserver. `import compatsrv as SocketServer` leaves everything else as it was, and
runs on both.

Before:

    import SocketServer

After:

    import compatsrv as SocketServer
"""

import re

from compatsrv.migrate import edit

CODE = 'CS101'
TITLE = 'the module SocketServer has another name on Python 3'
WEIGHT = 'renamed'
READS = 'root'
OLD = 'SocketServer'
WORD = re.compile(r'\bSocketServer\b')


def find(module):
    if module.root is None or not WORD.search(module.names):
        return
    for statement, source, entries in edit.imports(module.index.imports):
        if source == OLD:
            yield module.finding(CODE, WEIGHT, statement, 'from SocketServer: the module is socketserver on Python 3')
        for name, _, node in entries:
            if source is None and name == OLD:
                yield module.finding(CODE, WEIGHT, node, 'import SocketServer: the module is socketserver on Python 3')


def fix(rewrite):
    if not WORD.search(rewrite.module.names):
        return
    for statement, source, entries in edit.imports(rewrite.index.imports):
        if source == OLD:
            edit.rename(statement.children[1], 'compatsrv')
        if source is None:
            for name, alias, node in entries:
                if name == OLD:
                    edit.import_as(node, 'compatsrv', alias or OLD)
