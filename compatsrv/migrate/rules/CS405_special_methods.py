"""A special method has another name on Python 3

next() is __next__(), __nonzero__() is __bool__(). The class gets both names.

Before:

    class Lines:
        def next(self):
            return self.lines.pop()

After:

    class Lines:
        def next(self):
            return self.lines.pop()
        __next__ = next
"""

import re

from fissix import fixer_util
from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

from compatsrv.migrate import edit

CODE = 'CS405'
TITLE = 'a special method has another name on Python 3'
WEIGHT = 'raises'
READS = 'root'
NAMES = {'next': '__next__', '__nonzero__': '__bool__', '__div__': '__truediv__', '__idiv__': '__itruediv__',
         '__rdiv__': '__rtruediv__'}
WORD = re.compile(r'def (?:%s)\b' % '|'.join(NAMES))


def find(module):
    if module.root is not None and WORD.search(module.text):
        for node, name in _methods(module.index):
            yield module.finding(CODE, WEIGHT, node, '%s() is %s() on Python 3' % (name, NAMES[name]))


def fix(rewrite):
    if WORD.search(rewrite.module.text):
        for node, name in list(_methods(rewrite.index)):
            line = '%s%s = %s\n' % (fixer_util.find_indentation(node), NAMES[name], name)
            suite = node.children[-1]
            if suite.type == syms.suite:
                # Before the first of the DEDENTs at its end, whose prefix is what stands before the next statement.
                dedent = None
                for leaf in reversed(list(suite.leaves())):
                    if leaf.type != token.DEDENT:
                        break
                    dedent = leaf
                dedent.parent.insert_child(dedent.parent.children.index(dedent), edit.leaf(line))
            else:
                suite.append_child(edit.leaf(line))


def _methods(index):
    """Functions with the name, in classes that have not the other one."""
    for node in index.types[syms.funcdef]:
        name = node.children[1].value
        if name not in NAMES:
            continue
        suite = node.parent
        if suite.type == syms.suite and suite.parent.type == syms.classdef and len(node.children[2].children) == 3:
            if not any(leaf.value == NAMES[name] for leaf in suite.leaves()):
                yield node, name
