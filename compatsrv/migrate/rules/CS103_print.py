"""print is a function on Python 3

With `from __future__ import print_function` it is one on 2.7 too. What was printed is printed, blanks and ends of lines included.

Before:

    print >>log, 'from', address,
    print

After:

    from __future__ import print_function
    print('from', address, end=' ', file=log)
    print()
"""

import re
from fissix.pygram import python_symbols as syms

CODE = 'CS103'
TITLE = 'print is a function on Python 3'
WEIGHT = 'renamed'
READS = 'root'
TRIGGER = re.compile(r'\bprint\b')
FIXERS = ['libmodernize.fixes.fix_print']


def find(module):
    if module.root is not None and module.python2 and TRIGGER.search(module.names):
        for node in module.index.types[syms.print_stmt]:
            yield module.finding(CODE, WEIGHT, node, 'print is a function on Python 3')
        for leaf in module.index.names['print']:
            if leaf.parent.type == syms.simple_stmt and leaf.parent.children[0] is leaf and 'print_function' not in module.features:
                yield module.finding(CODE, WEIGHT, leaf, 'print alone prints nothing on Python 3')
