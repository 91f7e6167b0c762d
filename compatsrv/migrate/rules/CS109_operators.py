"""Backticks and <> are no syntax of Python 3

repr() and != do the same; in a list, what comes after `for x in` stands in parentheses.

Before:

    if a <> b: c = `d`
    e = [x for x in 1, 2]

After:

    if a != b: c = py2.repr(d)
    e = [x for x in (1, 2)]
"""

import re

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms
from fissix.pytree import Leaf, Node

CODE = 'CS109'
TITLE = 'backticks and <> are no syntax of Python 3'
WEIGHT = 'renamed'
READS = 'root'
SIGN = re.compile(r'\x60|<>')
FIXERS = ['fissix.fixes.fix_repr',
          'fissix.fixes.fix_ne']


def find(module):
    if module.root is None:
        return
    for node in _bare(module.index):
        yield module.finding(CODE, WEIGHT, node, 'a list after `for x in` stands in parentheses on Python 3')
    if SIGN.search(module.text):
        for leaf in module.index.types[token.NOTEQUAL]:
            if leaf.value == '<>':
                yield module.finding(CODE, WEIGHT, leaf, '<> is no syntax of Python 3: !=')
        for leaf in module.index.types[token.BACKQUOTE][::2]:
            yield module.finding(CODE, WEIGHT, leaf, 'backticks are no syntax of Python 3: repr()')


def fix(rewrite):
    """[x for x in 1, 2] -> [x for x in (1, 2)]"""
    for node in _bare(rewrite.index):
        prefix, node.prefix = node.prefix, ''
        atom = Node(syms.atom, [Leaf(token.LPAR, '(', prefix=prefix), Leaf(token.RPAR, ')')])
        node.replace(atom)
        atom.insert_child(1, node)


def _bare(index):
    return [node for node in index.types[syms.testlist_safe] if len(node.children) > 1]
