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
        call = edit.wrap(node.children[1], 'Exception')
        if len(node.children) == 4:         # raise 'text', value
            for each in node.children[2:]:
                each.remove()
                call.children[1].insert_child(len(call.children[1].children) - 1, each)


def _strings(index):
    """raise statements of a string literal, alone or with %, and also with a value."""
    for node in index.types[syms.raise_stmt]:
        if len(node.children) in (2, 4) and next(node.children[1].leaves()).type == token.STRING \
                and node.children[1].type in (token.STRING, syms.term, syms.arith_expr, syms.atom):
            yield node
