"""ur'' is no string of Python 3

A raw string of text knew \\u on Python 2 all the same. What stands for it has its other backslashes twice.

Before:

    pattern = ur'\\d+ \\u20ac'

After:

    pattern = u'\\\\d+ \\u20ac'
"""

from compatsrv.migrate import literals

CODE = 'CS121'
TITLE = "ur'' is no string of Python 3"
WEIGHT = 'raises'


def _literals(module):
    return [leaf for leaf in module.index.strings if literals.split(leaf.value)[0] == 'ur']


def find(module):
    if module.root is not None:
        for leaf in _literals(module):
            yield module.finding(CODE, WEIGHT, leaf, "ur'' is a syntax error on Python 3")


def fix(rewrite):
    for leaf in _literals(rewrite.module):
        leaf.value = 'u' + literals.unraw(literals.split(leaf.value)[1], text=True)
        leaf.changed()
