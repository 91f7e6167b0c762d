"""except with a comma is no syntax of Python 3

`as` does the same on 2.6 and up. Note that on Python 3 the name is gone after the clause.

Before:

    except socket.error, error:

After:

    except socket.error as error:
"""

import re

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms
from fissix.pytree import Leaf

from compatsrv.migrate import edit

CODE = 'CS104'
TITLE = 'except with a comma is no syntax of Python 3'
WEIGHT = 'renamed'
READS = 'root'
TRIGGER = re.compile(r'\bexcept\b')
FIXERS = ['fissix.fixes.fix_except']


def find(module):
    if module.root is not None and TRIGGER.search(module.names):
        for node in module.index.types[syms.except_clause]:
            if len(node.children) == 4 and node.children[2].type == token.COMMA:
                yield module.finding(CODE, WEIGHT, node, 'except E, e is no syntax of Python 3')


def fix(rewrite):
    """except E, (a, b): raise -> except E as packed: (a, b) = packed.args; raise; fissix sees to those with a block."""
    for node in rewrite.index.types[syms.except_clause]:
        suite = edit.suite_of(node)
        if len(node.children) != 4 or node.children[2].type != token.COMMA or suite is None or suite.type != syms.simple_stmt:
            continue
        target = node.children[3]
        if target.type != token.NAME:
            name = 'packed'
            while name in rewrite.index.names:
                name += '_'
            suite.insert_child(0, Leaf(token.SEMI, ';'))
            suite.insert_child(0, edit.leaf('%s = %s%s' % (str(target).strip(), name, '.args' * (target.type == syms.atom)), ' '))
            edit.rename(target, name)
