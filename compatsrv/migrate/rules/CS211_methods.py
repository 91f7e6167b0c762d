"""A method of strings with bytes and str

On Python 3 the methods of bytes take bytes only, and those of str take str only: split, startswith, replace, find,
strip and their kin raise TypeError.

Before:

    command, rest = data.split(' ', 1)

After:

    command, rest = data.split(b' ', 1)

Fix: `compatsrv migrate` makes the handler deal in native strings, of which this is true as it was on Python 2.
"""

from compatsrv.migrate import hazards
from compatsrv.migrate.hazards import origin

CODE = 'CS211'
TITLE = 'a method of strings with bytes and str'
WEIGHT = 'raises'

MESSAGES = {
    'method': lambda use: _say(use),
}


def _say(use):
    if use.other.startswith('str.'):
        return '%s gets %s, and takes str only on Python 3' % (use.other, origin(use))
    return '%s of %s: it takes bytes only on Python 3' % (use.other, origin(use))


def find(module):
    """Yield the findings of a module."""
    return hazards.find(module, CODE, WEIGHT, MESSAGES)
