"""except with a comma is no syntax of Python 3

`as` does the same on 2.6 and up. Note that on Python 3 the name is gone after the clause.

Before:

    except socket.error, error:

After:

    except socket.error as error:
"""

import re

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

CODE = 'CS104'
TITLE = 'except with a comma is no syntax of Python 3'
WEIGHT = 'renamed'
READS = 'root'
TRIGGER = re.compile(r'\bexcept\b')
FIXERS = ['fissix.fixes.fix_except']


def find(module):
    if module.root is not None and TRIGGER.search(module.names):
        for node in module.index.types[syms.except_clause]:
            if len(node.children) == 4 and node.children[2].type == token.COMMA:
                yield module.finding(CODE, WEIGHT, node, 'except E, e is no syntax of Python 3')
