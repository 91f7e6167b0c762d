"""Received data looked up among str

On Python 3 bytes are found in no list, set or dictionary of str, and str in none of bytes: `in` is False, get() gives
the default, [] is a KeyError.

Before:

    if command in ('GET', 'PUT'):
        ...

After:

    if command in (b'GET', b'PUT'):
        ...

Fix: `compatsrv migrate` makes the handler deal in native strings, of which this is true as it was on Python 2.
"""

from compatsrv.migrate import hazards
from compatsrv.migrate.hazards import origin

CODE = 'CS204'
TITLE = 'received data looked up among str'
WEIGHT = 'silent'

MESSAGES = {
    'looked up': lambda use: '%s is never found among str on Python 3, nor str among bytes' % origin(use),
}


def find(module):
    """Yield the findings of a module."""
    return hazards.find(module, CODE, WEIGHT, MESSAGES)
