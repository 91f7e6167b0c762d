"""Received data printed

On Python 3 print shows bytes as b'...', with \\n and \\xe9 spelt out. Who reads the output, a person or a program,
sees something else.

Before:

    print "received", data

After:

    print("received", compatsrv.n(data))

Fix: `compatsrv migrate` makes the handler deal in native strings, of which this is true as it was on Python 2.
"""

from compatsrv.migrate import hazards
from compatsrv.migrate.hazards import origin

CODE = 'CS206'
TITLE = 'received data printed'
WEIGHT = 'silent'

MESSAGES = {
    'printed': lambda use: "%s is shown as b'...' on Python 3" % origin(use),
}


def find(module):
    """Yield the findings of a module."""
    return hazards.find(module, CODE, WEIGHT, MESSAGES)
