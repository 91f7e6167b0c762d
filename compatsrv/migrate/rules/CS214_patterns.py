"""A pattern of str and data of bytes

On Python 3 a regular expression of str does not work on bytes, nor the other way round: a TypeError.

Before:

    match = re.match('GET (.*)', data)

After:

    match = re.match(b'GET (.*)', data)

Fix: `compatsrv migrate` makes the handler deal in native strings, of which this is true as it was on Python 2.
"""

from compatsrv.migrate import hazards
from compatsrv.migrate.hazards import origin

CODE = 'CS214'
TITLE = 'a pattern of str and data of bytes'
WEIGHT = 'raises'

MESSAGES = {
    're': lambda use: '%s with %s and str: a TypeError on Python 3' % (use.other, origin(use)),
}


def find(module):
    """Yield the findings of a module."""
    return hazards.find(module, CODE, WEIGHT, MESSAGES)
