"""The coding line is wrong or missing

Without a coding line Python 2 takes ASCII alone, and Python 3 UTF-8. A file that is not what its coding line says is read by
neither. It is read as UTF-8 if it is that, else as latin-1, and the line says so.

Before:

    # -*- coding: utf-8 -*-
    name = 'Andr\\xe9'        (that byte)

After:

    # -*- coding: latin-1 -*-
    name = 'Andr\\xe9'

Fix: `compatsrv migrate` does it.
"""

CODE = 'CS001'
TITLE = 'the coding line is wrong or missing'
WEIGHT = 'raises'


def find(module):
    for repair in module.source.repairs:
        if repair.code == CODE:
            yield module.finding(CODE, WEIGHT, (repair.line, 0), repair.message)
