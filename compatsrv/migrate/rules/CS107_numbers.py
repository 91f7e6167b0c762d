"""Octal and long numbers are written otherwise on Python 3

A number that begins with 0 is a syntax error, and so is one that ends with L.

Before:

    os.chmod(path, 0600)
    size = 10L

After:

    os.chmod(path, 0o600)
    size = 10
"""

import re

from fissix.pgen2 import token

CODE = 'CS107'
TITLE = 'octal and long numbers are written otherwise on Python 3'
WEIGHT = 'renamed'
READS = 'root'
SIGN = re.compile(r'\b(?:0[0-9]|[0-9][0-9a-fA-FxX]*[lL])')
FIXERS = ['fissix.fixes.fix_numliterals']


def find(module):
    if module.root is not None and SIGN.search(module.text):
        for leaf in module.index.types[token.NUMBER]:
            if leaf.value[-1] in 'lL' or (leaf.value.isdigit() and leaf.value[0] == '0' and leaf.value.strip('0')):
                yield module.finding(CODE, WEIGHT, leaf, '%s is no number of Python 3' % leaf.value)
