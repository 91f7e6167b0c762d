"""bytes where str is wanted

Text files, sys.stdout.write(), getattr(), json.dumps(), strptime() and others take str only on Python 3.

Before:

    getattr(self, 'do_' + command)
    log = open('server.log', 'a')
    log.write(data)

After:

    log.write(compatsrv.n(data))

Fix: `compatsrv migrate` makes the handler deal in native strings, of which this is true as it was on Python 2.
"""

from compatsrv.migrate import hazards
from compatsrv.migrate.hazards import origin

CODE = 'CS218'
TITLE = 'bytes where str is wanted'
WEIGHT = 'raises'

MESSAGES = {
    'wants text': lambda use: '%s gets %s, and takes str only on Python 3' % (use.other, origin(use)),
}


def find(module):
    """Yield the findings of a module."""
    return hazards.find(module, CODE, WEIGHT, MESSAGES)
