"""A string cannot be raised

Since 2.6 it is a TypeError to raise one; Exception is raised with it instead.

Before:

    raise 'no such user'

After:

    raise Exception('no such user')
"""

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

from compatsrv.migrate import edit

CODE = 'CS403'
TITLE = 'a string cannot be raised'
WEIGHT = 'raises'
READS = 'root'


def find(module):
    for node in _strings(module.index) if module.root is not None else ():
        yield module.finding(CODE, WEIGHT, node, 'a string cannot be raised: raise Exception(...)')


def fix(rewrite):
    for node in list(_strings(rewrite.index)):
        edit.wrap(node.children[1], 'Exception')


def _strings(index):
    """raise statements of a string literal, alone or with %."""
    for node in index.types[syms.raise_stmt]:
        if len(node.children) == 2 and next(node.children[1].leaves()).type == token.STRING \
                and node.children[1].type in (token.STRING, syms.term, syms.arith_expr, syms.atom):
            yield node
