"""A statement that could not be followed

The checks of bytes and str read a file as this Python does, after what only Python 2 reads is spelt in another way. A
statement that defies that is left out, and nothing is said of it.

Before:

    def f((a, (b, c)), d=None, (e, f)=(1, 2)):
        pass

After:

    def f(a_b_c, d=None, e_f=(1, 2)):
        pass

Fix: none: look at the statement yourself.
"""

CODE = 'CS299'
TITLE = 'a statement that could not be followed'
WEIGHT = 'raises'


def find(module):
    """Yield a finding for each statement of the module that was left out."""
    for first, last in module.columns.unread:
        yield module.finding(CODE, WEIGHT, (first, 0), 'not checked for bytes and str, up to line %d' % last)
