"""str sought in bytes

On Python 3 "x" in data, where data is bytes, is a TypeError, and so is data in "xyz".

Before:

    while '\\n' not in data:
        data += self.request.recv(1024)

After:

    while b'\\n' not in data:
        data += self.request.recv(1024)

Fix: `compatsrv migrate` makes the handler deal in native strings, of which this is true as it was on Python 2.
"""

from compatsrv.migrate import hazards
from compatsrv.migrate.hazards import origin

CODE = 'CS213'
TITLE = 'str sought in bytes'
WEIGHT = 'raises'

MESSAGES = {
    'text in': lambda use: 'str is sought in %s: a TypeError on Python 3' % origin(use),
    'in text': lambda use: '%s is sought in str: a TypeError on Python 3' % origin(use),
}


def find(module):
    """Yield the findings of a module."""
    return hazards.find(module, CODE, WEIGHT, MESSAGES)
