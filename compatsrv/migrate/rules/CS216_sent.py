"""str written to the network

On Python 3 send(), sendall(), sendto(), the write() of wfile and the input of a process take bytes only: str is a
TypeError, and the client gets nothing.

Before:

    self.wfile.write('HTTP/1.0 200 OK\\r\\n')

After:

    self.wfile.write(b'HTTP/1.0 200 OK\\r\\n')

Fix: `compatsrv migrate` makes the handler deal in native strings, and wraps the sockets that the program opens.
"""

from compatsrv.migrate import hazards
from compatsrv.migrate.hazards import origin

CODE = 'CS216'
TITLE = 'str written to the network'
WEIGHT = 'raises'

MESSAGES = {
    'sent': lambda use: '%s gets %s, and takes bytes only on Python 3' % (use.other, origin(use)),
}


def find(module):
    """Yield the findings of a module."""
    return hazards.find(module, CODE, WEIGHT, MESSAGES)
