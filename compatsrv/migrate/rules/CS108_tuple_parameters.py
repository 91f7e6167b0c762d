"""A parameter cannot be a tuple on Python 3

The parameter gets a name, and is taken apart in the function.

Before:

    def handle(self, (host, port)):
        return host

After:

    def handle(self, packed):
        (host, port) = packed
        return host
"""

import re
from fissix.pygram import python_symbols as syms

CODE = 'CS108'
TITLE = 'a parameter cannot be a tuple on Python 3'
WEIGHT = 'renamed'
READS = 'root'
TRIGGER = re.compile(r'\bdef\b|\blambda\b')
FIXERS = ['fissix.fixes.fix_tuple_params']


def find(module):
    if module.root is not None and TRIGGER.search(module.names):
        for node in module.index.types[syms.tfpdef] + module.index.types[syms.vfpdef]:
            if node.parent.type not in (syms.tfpdef, syms.tfplist, syms.vfpdef, syms.vfplist):
                yield module.finding(CODE, WEIGHT, node, 'a parameter cannot be a tuple on Python 3')
