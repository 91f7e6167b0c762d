"""A name of the program is a keyword of Python 3

async, await and nonlocal get a _ after them, wherever they stand; True, False and None cannot be given another value, and what
old programs do to have them is left out.

Before:

    def close(self, async=False): pass
    try:
        True
    except NameError:
        True, False = 1, 0

After:

    def close(self, async_=False): pass
    try:
        True
    except NameError:
        pass
"""

import re

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

from compatsrv.migrate import edit

CODE = 'CS117'
TITLE = 'a name of the program is a keyword of Python 3'
WEIGHT = 'raises'
READS = 'root'
KEYWORDS = ('async', 'await', 'nonlocal')
CONSTANTS = ('True', 'False', 'None')
WORD = re.compile(r'\b(?:async|await|nonlocal)\b|\b(?:True|False|None)[ \t]*(?:=[^=]|,)')


def find(module):
    if module.root is None or not WORD.search(module.text):
        return
    for leaf in keywords(module.index):
        yield module.finding(CODE, WEIGHT, leaf, '%s is a keyword of Python 3' % leaf.value)
    for statement in assignments(module.index):
        yield module.finding(CODE, WEIGHT, statement, 'nothing can be assigned to %s on Python 3' % str(statement.children[0]).strip())


def keywords(index):
    return [leaf for name in KEYWORDS for leaf in index.names.get(name, ()) if leaf.parent is not None]


def assignments(index):
    """Statements that give True, False or None a value."""
    for statement in index.types[syms.expr_stmt]:
        target = statement.children[0]
        names = target.children[::2] if target.type in (syms.testlist_star_expr, syms.testlist, syms.exprlist) else [target]
        if statement.children[1].type == token.EQUAL and all(str(name).strip() in CONSTANTS for name in names):
            yield statement


def fix(rewrite):
    if not WORD.search(rewrite.module.text):
        return
    for leaf in keywords(rewrite.index):
        edit.rename(leaf, leaf.value + '_')
    for statement in list(assignments(rewrite.index)):
        edit.rename(statement, 'pass')
