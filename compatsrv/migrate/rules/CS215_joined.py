"""bytes and str joined

On Python 3 join() of a str takes str only, and that of bytes takes bytes only.

Before:

    body = ''.join(chunks)           # which recv() gave

After:

    body = b''.join(chunks)

Fix: `compatsrv migrate` makes the handler deal in native strings, of which this is true as it was on Python 2.
"""

from compatsrv.migrate import hazards
from compatsrv.migrate.hazards import origin

CODE = 'CS215'
TITLE = 'bytes and str joined'
WEIGHT = 'raises'

MESSAGES = {
    'joined': lambda use: 'join() of %s and str: a TypeError on Python 3' % origin(use),
}


def find(module):
    """Yield the findings of a module."""
    return hazards.find(module, CODE, WEIGHT, MESSAGES)
