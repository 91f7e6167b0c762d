"""bytes and str concatenated

On Python 3 + of bytes and str is a TypeError: "OK " + data, and buf = '' before buf += sock.recv(n).

Before:

    buf = ''
    buf += self.request.recv(1024)

After:

    buf = b''
    buf += self.request.recv(1024)

Fix: `compatsrv migrate` makes the handler deal in native strings, of which this is true as it was on Python 2.
"""

from compatsrv.migrate import hazards
from compatsrv.migrate.hazards import origin

CODE = 'CS212'
TITLE = 'bytes and str concatenated'
WEIGHT = 'raises'

MESSAGES = {
    'concatenated': lambda use: '%s and str cannot be added on Python 3' % origin(use),
}


def find(module):
    """Yield the findings of a module."""
    return hazards.find(module, CODE, WEIGHT, MESSAGES)
