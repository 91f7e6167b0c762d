"""Received data tested for being str

isinstance(data, str) is True on Python 2 for all that a socket gives, and False on Python 3, where that is bytes: the
other branch runs.

Before:

    if isinstance(data, str):
        self.lines.append(data)

After:

    if isinstance(data, bytes):
        self.lines.append(data)

Fix: `compatsrv migrate` makes the handler deal in native strings, of which this is true as it was on Python 2.
"""

from compatsrv.migrate import hazards
from compatsrv.migrate.hazards import origin

CODE = 'CS207'
TITLE = 'received data tested for being str'
WEIGHT = 'silent'

MESSAGES = {
    'tested': lambda use: '%s is no str on Python 3: the test fails' % origin(use),
}


def find(module):
    """Yield the findings of a module."""
    return hazards.find(module, CODE, WEIGHT, MESSAGES)
