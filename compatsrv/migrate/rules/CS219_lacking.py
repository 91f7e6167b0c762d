"""A method that bytes lack

On Python 3 bytes have no format(), encode(), isdecimal() and isnumeric(): an AttributeError.

Before:

    data.encode('utf-8')

After:

    data        # is bytes already

Fix: `compatsrv migrate` makes the handler deal in native strings, of which this is true as it was on Python 2.
"""

from compatsrv.migrate import hazards
from compatsrv.migrate.hazards import origin

CODE = 'CS219'
TITLE = 'a method that bytes lack'
WEIGHT = 'raises'

MESSAGES = {
    'lacking': lambda use: '%s has no %s() on Python 3' % (origin(use), use.other),
}


def find(module):
    """Yield the findings of a module."""
    return hazards.find(module, CODE, WEIGHT, MESSAGES)
