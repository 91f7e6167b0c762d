"""Exceptions have no attribute message on Python 3

On 2.7 it is the one argument of the exception, or '' if there are more or none. py2.message() is that on both, and the attribute
itself where a class has one.

Before:

    except ValueError as e:
        self.wfile.write(e.message)

After:

    except ValueError as e:
        self.wfile.write(py2.message(e))
"""

import ast

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

from compatsrv.migrate import edit

CODE = 'CS401'
TITLE = 'exceptions have no attribute message on Python 3'
WEIGHT = 'raises'


def find(module):
    if '.message' not in module.text:
        return
    caught = {node.name for node in module.nodes.of(ast.ExceptHandler) if node.name}
    for node in module.nodes.of(ast.Attribute):
        if node.attr == 'message' and isinstance(node.value, ast.Name) and node.value.id in caught:
            yield module.finding(CODE, WEIGHT, node, '%s.message: exceptions have none on Python 3' % node.value.id)


def fix(rewrite):
    if rewrite.to != 'both' or '.message' not in rewrite.module.text:
        return
    leaves = rewrite.index.attributes(['message'])
    caught = edit.caught(rewrite.root)
    assigned = any(_is_stored(leaf) for leaf in leaves)
    for leaf in leaves:
        trailer = leaf.parent
        power = trailer.parent
        first = power.children[0] if power.type == syms.power else None
        if first is None or first.type != token.NAME or power.children[1] is not trailer or _is_stored(leaf):
            continue
        if first.value in caught or (not assigned and first.value != 'self' and first.value not in rewrite.names.known):
            trailer.remove()
            prefix, first.prefix = first.prefix, ''
            edit.wrap(first, 'py2.message').prefix = prefix
            rewrite.need('from compatsrv import py2')


def _is_stored(leaf):
    power = leaf.parent.parent
    if power.parent.type == syms.del_stmt:
        return True
    after = power.next_sibling
    return leaf.parent.next_sibling is None and after is not None and after.type == token.EQUAL and power.parent.type == syms.expr_stmt
