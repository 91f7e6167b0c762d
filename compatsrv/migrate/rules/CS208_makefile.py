"""makefile() without b

On Python 3 makefile() without 'b' in its mode gives a file of text: what comes is decoded by the locale, \\r\\n
becomes \\n, bytes that are no text raise UnicodeDecodeError, and what is written is encoded in the same way.

Before:

    rfile = sock.makefile()

After:

    rfile = sock.makefile('rb')

Fix: `compatsrv migrate` wraps the socket, whose makefile() then gives native strings.
"""

from compatsrv.migrate import hazards

CODE = 'CS208'
TITLE = 'makefile() without b'
WEIGHT = 'silent'

MESSAGES = {
    'makefile': lambda use: 'on Python 3 makefile() gives a file of text, decoded by the locale, with other ends of lines',
}


def find(module):
    """Yield the findings of a module."""
    return hazards.find(module, CODE, WEIGHT, MESSAGES)
