"""bytes and str put in order

On Python 3 <, >, <= and >= of bytes and str are a TypeError.

Before:

    if data > 'm':
        ...

After:

    if data > b'm':
        ...

Fix: `compatsrv migrate` makes the handler deal in native strings, of which this is true as it was on Python 2.
"""

from compatsrv.migrate import hazards
from compatsrv.migrate.hazards import origin

CODE = 'CS220'
TITLE = 'bytes and str put in order'
WEIGHT = 'raises'

MESSAGES = {
    'ordered': lambda use: '%s and str have no order on Python 3' % origin(use),
}


def find(module):
    """Yield the findings of a module."""
    return hazards.find(module, CODE, WEIGHT, MESSAGES)
