"""The end of a stream tested with ''

At the end of a stream Python 3 gives b'', which is not '': the test never holds. A loop that waits for it runs for
ever, at 100 % of a processor, once the client has gone.

Before:

    while True:
        data = self.request.recv(1024)
        if data == '':
            break

After:

    while True:
        data = self.request.recv(1024)
        if not data:
            break

Fix: `compatsrv migrate` makes the handler deal in native strings, of which this is true as it was on Python 2.
"""

from compatsrv.migrate import hazards
from compatsrv.migrate.hazards import origin

CODE = 'CS202'
TITLE = "the end of a stream tested with ''"
WEIGHT = 'silent'

MESSAGES = {
    'end': lambda use: "%s is b'' at the end of the stream on Python 3, never %s" % (origin(use), use.other),
}


def find(module):
    """Yield the findings of a module."""
    return hazards.find(module, CODE, WEIGHT, MESSAGES)
