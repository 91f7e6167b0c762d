"""A special method has another name on Python 3

next() is __next__(), __nonzero__() is __bool__(). The class gets both names. Python 3 calls neither __cmp__() nor
__getslice__(): py2.compared and py2.sliced give a class what it does call, on Python 3 alone.

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
         '__rdiv__': '__rtruediv__', 'has_key': '__contains__'}
# A has_key() that asks `in` itself is not what `in` may ask
ASKS = re.compile(r'\bin self\b(?!\.)|(?:\bself|\bdict)\.has_key\b|__contains__')
# A decorator of classes, and the methods for whose sake it is there
DECORATORS = {'__cmp__': 'compared', '__getslice__': 'sliced'}
WORD = re.compile(r'def (?:%s)\b' % '|'.join(list(NAMES) + list(DECORATORS)))


def find(module):
    if module.root is not None and WORD.search(module.text):
        for node, name in _methods(module):
            yield module.finding(CODE, WEIGHT, node, '%s() is %s() on Python 3' % (name, NAMES[name]))
        for node, name in _undecorated(module.index):
            yield module.finding(CODE, WEIGHT, node, 'Python 3 does not call %s()' % name)


def fix(rewrite):
    if WORD.search(rewrite.module.text):
        for node, name in list(_methods(rewrite.module)):
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
        for node, name in list(_undecorated(rewrite.index)):
            word = _class_of(node).children[0]
            word.value = '@py2.%s\n%s%s' % (DECORATORS[name], fixer_util.find_indentation(_class_of(node)), word.value)
            word.changed()
            rewrite.need('from compatsrv import py2')


def _class_of(method):
    """The class in whose body a function stands, or None."""
    suite = method.parent
    return suite.parent if suite.type == syms.suite and suite.parent.type == syms.classdef else None


def _undecorated(index):
    """Methods that Python 3 does not call, in classes without the decorator for them."""
    for node in index.types[syms.funcdef]:
        name, owner = node.children[1].value, _class_of(node)
        if name in DECORATORS and owner is not None and not any(leaf.value == '__lt__' for leaf in node.parent.leaves()):
            above = str(owner.parent) if owner.parent.type == syms.decorated else str(owner.children[0])
            if 'py2.' + DECORATORS[name] not in above.partition('class ')[0] + owner.children[0].value:
                yield node, name


def _methods(module):
    """Functions with the name, in classes that have not the other one."""
    for node in module.index.types[syms.funcdef]:
        name = node.children[1].value
        if name not in NAMES or name == 'has_key' and not (module.python2 and not ASKS.search(str(node))):
            continue
        suite = node.parent
        if suite.type == syms.suite and suite.parent.type == syms.classdef and len(node.children[2].children) == 3:
            if not any(leaf.value == NAMES[name] for leaf in suite.leaves()):
                yield node, name
