"""StopIteration that a generator raises is an error on Python 3

From 3.7 on (PEP 479) it is a RuntimeError to whoever uses the generator. `return` ends it on both.

Before:

    def lines(self):
        for line in self.rfile:
            if line == '.\\r\\n':
                raise StopIteration
            yield line

After:

    def lines(self):
        for line in self.rfile:
            if line == '.\\r\\n':
                return
            yield line
"""

import re

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

from compatsrv.migrate import edit

CODE = 'CS121'
TITLE = 'StopIteration that a generator raises is an error on Python 3'
WEIGHT = 'raises'
READS = 'root'
RAISE = re.compile(r'raise\s+StopIteration\s*(?:\(\s*\))?\s*$')


def find(module):
    if module.root is not None and 'StopIteration' in module.names:
        for node in _raises(module.index):
            yield module.finding(CODE, WEIGHT, node, 'StopIteration that a generator raises is a RuntimeError from Python 3.7 on')


def fix(rewrite):
    for node in list(_raises(rewrite.index)):
        edit.rename(node, 'return')


def _raises(index):
    """`raise StopIteration` in generators, but where the function itself may catch it."""
    for leaf in index.names.get('StopIteration', ()):
        node = leaf.parent
        while node is not None and node.type != syms.raise_stmt:
            node = node.parent
        if node is not None and RAISE.match(str(node).strip()):
            function = node.parent
            while function is not None and function.type not in (syms.funcdef, syms.try_stmt, syms.classdef):
                function = function.parent
            if function is not None and function.type == syms.funcdef and _is_generator(function):
                yield node


def _is_generator(function):
    stack = list(function.children)
    while stack:
        node = stack.pop()
        if node.type == token.NAME and node.value == 'yield':
            return True
        if node.type not in (syms.funcdef, syms.lambdef, syms.classdef):
            stack += node.children
    return False
