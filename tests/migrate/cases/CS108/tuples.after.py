from __future__ import print_function
from compatsrv.py2 import print
def handle(packed, data):
    """Docstring."""
    (host, port) = packed
    return host, port + 1, data


print(handle(('a', 1), 'x'), (lambda a_b: a_b[0] + a_b[1])((1, 2)))
