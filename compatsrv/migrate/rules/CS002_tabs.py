"""Tabs and blanks are mixed as Python 3 refuses it

Python 2 reads a tab as far as the next 8th column. Python 3 refuses lines whose place depends on that. They are written with the
blanks that Python 2 saw.

Before:

    if ready:
            start()         (8 blanks)
    \\tserve()               (a tab)

After:

    if ready:
            start()
            serve()

Fix: `compatsrv migrate` does it.
"""

CODE = 'CS002'
TITLE = 'tabs and blanks are mixed as Python 3 refuses it'
WEIGHT = 'raises'


def find(module):
    for repair in module.source.repairs:
        if repair.code == CODE:
            yield module.finding(CODE, WEIGHT, (repair.line, 0), repair.message)
