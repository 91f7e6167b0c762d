"""Received data compared with str

On Python 3 what a socket gives is bytes, and bytes never equal str: the comparison is False, whatever came. Nothing
is raised: the command is not recognised. An item of bytes is a number there, and equals no str either.

Before:

    data = self.request.recv(1024)
    if data == 'quit':
        return

After:

    data = compatsrv.n(self.request.recv(1024))     # or a native handler; or data == b'quit'
    if data == 'quit':
        return

Fix: `compatsrv migrate` makes the handler deal in native strings, of which this is true as it was on Python 2.
"""

from compatsrv.migrate import hazards
from compatsrv.migrate.hazards import origin

CODE = 'CS201'
TITLE = 'received data compared with str'
WEIGHT = 'silent'

MESSAGES = {
    'compared': lambda use: '%s never equals %s on Python 3' % (origin(use), use.other),
}


def find(module):
    """Yield the findings of a module."""
    return hazards.find(module, CODE, WEIGHT, MESSAGES)
