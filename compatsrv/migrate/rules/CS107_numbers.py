"""Octal and long numbers are written otherwise on Python 3

A number that begins with 0 is a syntax error, and so is one that ends with L.

Before:

    os.chmod(path, 0600)
    size = 10L

After:

    os.chmod(path, 0o600)
    size = 10
"""

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

CODE = 'CS107'
TITLE = 'octal and long numbers are written otherwise on Python 3'
WEIGHT = 'renamed'
READS = 'root'


def find(module):
    if module.root is not None:
        for leaf in _old(module.index):
            yield module.finding(CODE, WEIGHT, leaf, '%s is no number of Python 3' % leaf.value)


def fix(rewrite):
    for leaf in _old(rewrite.index):
        digits = leaf.value.rstrip('lL')
        called = leaf.next_sibling is not None and leaf.next_sibling.type == syms.trailer and not leaf.next_sibling.prefix
        leaf.value = ('(%s)' if called else '%s') % ('0o' + digits[1:] if _is_octal(digits) else digits)
        leaf.changed()


def _old(index):
    return [leaf for leaf in index.types[token.NUMBER] if leaf.value[-1] in 'lL' or _is_octal(leaf.value)]


def _is_octal(text):
    return text.isdigit() and text[0] == '0' and bool(text.strip('0'))
