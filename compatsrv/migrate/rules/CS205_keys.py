"""Keys of bytes and of str in one dictionary

On Python 3 b'bob' and 'bob' are two keys: what is stored under the name that a client sent is not found under the one
that the program spells.

Before:

    users = {'root': admin}
    users[data] = self

After:

    users = {b'root': admin}
    users[data] = self

Fix: `compatsrv migrate` makes the handler deal in native strings, of which this is true as it was on Python 2.
"""

from compatsrv.migrate import hazards
from compatsrv.migrate.hazards import origin

CODE = 'CS205'
TITLE = 'keys of bytes and of str in one dictionary'
WEIGHT = 'silent'

MESSAGES = {
    'key': lambda use: '%s is a key in a dictionary that has keys of str: on Python 3 they never match' % origin(use),
}


def find(module):
    """Yield the findings of a module."""
    return hazards.find(module, CODE, WEIGHT, MESSAGES)
