"""Received data formatted into text

On Python 3 bytes that become part of a str do so as their repr: "b'...'", with quotes, backslashes and all. The text
is then logged, compared, used as the name of a file or sent, and nobody is told. So do str() and, which matters less,
repr() and %r.

Before:

    reply = "you said %s\\n" % data

After:

    reply = "you said %s\\n" % compatsrv.n(data)

Fix: `compatsrv migrate` makes the handler deal in native strings, of which this is true as it was on Python 2.
"""

from compatsrv.migrate import hazards
from compatsrv.migrate.hazards import origin

CODE = 'CS203'
TITLE = 'received data formatted into text'
WEIGHT = 'silent'

MESSAGES = {
    'formatted': lambda use: "%s becomes b'...' in the text on Python 3" % origin(use),
}


def find(module):
    """Yield the findings of a module."""
    return hazards.find(module, CODE, WEIGHT, MESSAGES)
