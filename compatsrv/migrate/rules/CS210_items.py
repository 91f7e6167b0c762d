"""An item of received data

On Python 3 an item of bytes is a number: ord() of it, its methods and its use as a str raise TypeError or
AttributeError; a loop over bytes gives numbers too. A slice, data[0:1], is bytes on both.

Before:

    kind = ord(data[0])

After:

    kind = ord(data[0:1])        # or compatsrv.n(data)[0]

Fix: `compatsrv migrate` makes the handler deal in native strings, of which this is true as it was on Python 2.
"""

from compatsrv.migrate import hazards
from compatsrv.migrate.hazards import origin

CODE = 'CS210'
TITLE = 'an item of received data'
WEIGHT = 'raises'

MESSAGES = {
    'ord': lambda use: 'ord() of %s, which is a number on Python 3 already' % origin(use),
    'item': lambda use: '%s of %s, which is a number on Python 3' % (use.other, origin(use)),
    'indexed': lambda use: 'an item of %s is a number on Python 3' % origin(use),
}


def find(module):
    """Yield the findings of a module."""
    return hazards.find(module, CODE, WEIGHT, MESSAGES)
