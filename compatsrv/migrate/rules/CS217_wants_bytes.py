"""str where bytes are wanted

Hashes, base64, binascii, zlib, struct and binary files take bytes only on Python 3. Native strings are str there, so
that even a migrated program has to say compatsrv.b(x).

Before:

    digest = hashlib.md5(data).hexdigest()

After:

    digest = hashlib.md5(compatsrv.b(data)).hexdigest()

Fix: `compatsrv migrate` puts compatsrv.b() around the argument, and compatsrv.n() around results of bytes.
"""

from compatsrv.migrate import hazards
from compatsrv.migrate.hazards import origin

CODE = 'CS217'
TITLE = 'str where bytes are wanted'
WEIGHT = 'raises'

MESSAGES = {
    'wants bytes': lambda use: '%s gets %s, and takes bytes only on Python 3: compatsrv.b()' % (use.other, origin(use)),
}


def find(module):
    """Yield the findings of a module."""
    return hazards.find(module, CODE, WEIGHT, MESSAGES)
