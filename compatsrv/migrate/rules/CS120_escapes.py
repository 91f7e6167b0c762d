"""\\u, \\U and \\N in a plain string are escapes on Python 3

On Python 2 they are a backslash and a letter there. On Python 3 they are an escape for a character, and most often
a syntax error.

Before:

    path = 'C:\\Users'

After:

    path = 'C:\\\\Users'
"""

from compatsrv.migrate import literals

CODE = 'CS120'
TITLE = '\\u, \\U and \\N in a plain string are escapes on Python 3'
WEIGHT = 'raises'


def _literals(module):
    """Leaves of plain strings in which Python 3 finds such an escape."""
    if 'unicode_literals' not in module.features:
        for leaf in module.index.strings:
            if not literals.split(leaf.value)[0] and any(match.group(1) for match in literals.ESCAPE.finditer(leaf.value)):
                yield leaf


def find(module):
    if module.root is not None and module.python2:
        for leaf in _literals(module):
            sign = next(match.group() for match in literals.ESCAPE.finditer(leaf.value) if match.group(1))
            yield module.finding(CODE, WEIGHT, leaf, '%s in a string is an escape on Python 3' % sign)


def fix(rewrite):
    for leaf in _literals(rewrite.module):
        leaf.value = literals.ESCAPE.sub(lambda match: ('\\' if match.group(1) else '') + match.group(), leaf.value)
        leaf.changed()
