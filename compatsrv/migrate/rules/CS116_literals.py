"""A backslash in a string literal means something else on Python 3

In Python 2's str the letters after a backslash that are no escape stay as they are: '\\u0041' has six characters. Python 3 takes
\\u, \\U and \\N in str for characters, or refuses the file. The backslash is written twice. ur'' is no literal of Python 3.

Before:

    path = 'C:\\users'

After:

    path = 'C:\\\\users'
"""

import re

from compatsrv.migrate import literals

CODE = 'CS116'
TITLE = 'a backslash in a string literal means something else on Python 3'
WEIGHT = 'silent'
READS = 'root'
WORD = re.compile(r'\\[uUN]|\b[uU][rR]["\']')


def find(module):
    if module.root is None or not module.python2:
        return
    for leaf in _wrong(module):
        yield module.finding(CODE, WEIGHT, leaf, '%s... is another string on Python 3' % leaf.value.split('\n')[0][:20])


def fix(rewrite):
    for leaf in list(_wrong(rewrite.module)):
        prefix, rest = literals.split(leaf.value)
        leaf.value = 'u' + literals.unraw(rest, text=True) if prefix else literals.ESCAPE.sub(_doubled, rest)
        leaf.changed()


def _doubled(match):
    return '\\' * bool(match.group(1)) + match.group()


def _wrong(module):
    """Literals that Python 3 reads otherwise."""
    if not WORD.search(module.text):
        return
    unicode_literals = 'unicode_literals' in module.features
    for leaf in module.index.strings:
        prefix, rest = literals.split(leaf.value)
        if prefix == 'ur' or (not prefix and not unicode_literals
                              and any(match.group(1) for match in literals.ESCAPE.finditer(rest))):
            yield leaf
