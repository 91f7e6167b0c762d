"""Backticks and <> are no syntax of Python 3

repr() and != do the same.

Before:

    if a <> b: c = `d`

After:

    if a != b: c = repr(d)
"""

import re

from fissix.pgen2 import token

CODE = 'CS109'
TITLE = 'backticks and <> are no syntax of Python 3'
WEIGHT = 'renamed'
READS = 'root'
SIGN = re.compile(r'\x60|<>|\bfor\b')
FIXERS = ['fissix.fixes.fix_repr',
          'fissix.fixes.fix_ne',
          'fissix.fixes.fix_paren']


def find(module):
    if module.root is not None and SIGN.search(module.text):
        for leaf in module.index.types[token.NOTEQUAL]:
            if leaf.value == '<>':
                yield module.finding(CODE, WEIGHT, leaf, '<> is no syntax of Python 3: !=')
        for leaf in module.index.types[token.BACKQUOTE][::2]:
            yield module.finding(CODE, WEIGHT, leaf, 'backticks are no syntax of Python 3: repr()')
