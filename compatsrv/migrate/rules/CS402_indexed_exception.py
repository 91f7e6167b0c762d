"""Exceptions cannot be indexed on Python 3

e[0] is the first of its arguments, e.args[0], on both.

Before:

    except socket.error as e:
        if e[0] == errno.EPIPE: return

After:

    except socket.error as e:
        if e.args[0] == errno.EPIPE: return
"""

import ast

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms
from fissix.pytree import Leaf, Node

from compatsrv.migrate import edit

CODE = 'CS402'
TITLE = 'exceptions cannot be indexed on Python 3'
WEIGHT = 'raises'


def find(module):
    if 'except' not in module.text:
        return
    for handler in module.nodes.of(ast.ExceptHandler):
        if handler.name:
            for node in ast.walk(handler):
                if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == handler.name:
                    yield module.finding(CODE, WEIGHT, node, '%s[...]: exceptions cannot be indexed on Python 3' % handler.name)


def fix(rewrite):
    for clause in rewrite.index.types[syms.except_clause]:
        if len(clause.children) != 4 or clause.children[3].type != token.NAME:
            continue
        name, suite = clause.children[3].value, edit.suite_of(clause)
        for leaf in list(suite.leaves()) if suite is not None else []:
            following = leaf.next_sibling
            if edit.is_name(leaf, name) and following is not None and following.type == syms.trailer \
                    and following.children[0].type == token.LSQB and leaf.parent.children[0] is leaf:
                leaf.parent.insert_child(1, Node(syms.trailer, [Leaf(token.DOT, '.'), edit.leaf('args')]))
