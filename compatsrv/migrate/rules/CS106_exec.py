"""exec is a function on Python 3

The form with parentheses does the same on both.

Before:

    exec code in names

After:

    exec(code, names)
"""

import re
from fissix.pygram import python_symbols as syms

CODE = 'CS106'
TITLE = 'exec is a function on Python 3'
WEIGHT = 'renamed'
READS = 'root'
TRIGGER = re.compile(r'\bexec(?:file)?\b')
FIXERS = ['fissix.fixes.fix_exec',
          'fissix.fixes.fix_execfile']


def find(module):
    if module.root is not None and TRIGGER.search(module.names):
        for node in module.index.types[syms.exec_stmt]:
            if len(node.children) == 2 and str(node.children[1]).startswith('('):
                continue        # with parentheses it is a call on both
            yield module.finding(CODE, WEIGHT, node, 'exec is a function on Python 3')
        for leaf in module.index.free(['execfile']):
            yield module.finding(CODE, WEIGHT, leaf, 'execfile() is gone in Python 3')
