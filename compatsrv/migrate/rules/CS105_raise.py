"""raise with a comma is no syntax of Python 3

The exception is called; one with a traceback is raised by six.reraise().

Before:

    raise ValueError, 'no number'

After:

    raise ValueError('no number')
"""

import re

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

from compatsrv.migrate import edit

CODE = 'CS105'
TITLE = 'raise with a comma is no syntax of Python 3'
WEIGHT = 'renamed'
READS = 'root'
TRIGGER = re.compile(r'\b(?:raise|throw)\b')
FIXERS = ['libmodernize.fixes.fix_raise',
          'libmodernize.fixes.fix_raise_six',
          'fissix.fixes.fix_throw']


def find(module):
    if module.root is not None and TRIGGER.search(module.names):
        for node in module.index.types[syms.raise_stmt]:
            if len(node.children) > 3 and node.children[2].type == token.COMMA:
                yield module.finding(CODE, WEIGHT, node, 'raise E, m is no syntax of Python 3')


def fix(rewrite):
    """six.reraise() wants an exception: raise E, 'text', traceback gets one."""
    for node in rewrite.index.types[syms.raise_stmt]:
        if len(node.children) == 6 and next(node.children[3].leaves()).type == token.STRING:
            edit.wrap(node.children[3], str(node.children[1]).strip())
