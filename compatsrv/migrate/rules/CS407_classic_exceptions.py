"""A class that is raised has to be an exception

Python 2 raises any class without bases, and Python 3 those of BaseException alone. The class becomes an Exception.

Before:

    class Quit:
        pass

    raise Quit

After:

    class Quit(Exception):
        pass

    raise Quit
"""

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

from compatsrv.migrate import edit

CODE = 'CS407'
TITLE = 'a class that is raised has to be an exception'
WEIGHT = 'raises'
READS = 'root'


def find(module):
    if module.root is not None and ('raise' in module.names or 'except' in module.names):
        for node in _classic(module.index):
            yield module.finding(CODE, WEIGHT, node, 'the class %s is raised, and no exception' % node.children[1].value)


def fix(rewrite):
    for node in list(_classic(rewrite.index)):
        if node.children[2].type == token.LPAR:
            node.insert_child(3, edit.leaf('Exception'))
        else:
            node.insert_child(2, edit.leaf('(Exception)'))


def _classic(index):
    """Classes without bases that are raised or caught, or that one is made of that is."""
    classes = {node.children[1].value: node for node in index.types[syms.classdef]}
    wanted, found = list(_raised(index)), set()
    while wanted:
        name = wanted.pop()
        if name in classes and name not in found:
            found.add(name)
            wanted += [leaf.value for leaf in _bases(classes[name])]
    return [classes[name] for name in sorted(found) if not _bases(classes[name])]


def _bases(node):
    if node.children[2].type != token.LPAR or node.children[3].type == token.RPAR:
        return []
    return [leaf for leaf in node.children[3].leaves() if leaf.type == token.NAME]


def _raised(index):
    """Names after `raise` and in `except` that have no dots, which may be those of classes."""
    for node in index.types[syms.raise_stmt]:
        what = node.children[1]
        yield str(what.children[0] if what.type == syms.power and edit.opens(what.children[1]) else what).strip()
    for node in index.types[syms.except_clause]:
        caught = node.children[1] if len(node.children) > 1 else None
        for leaf in caught.leaves() if caught is not None else ():
            if leaf.parent.type not in (syms.power, syms.trailer):
                yield leaf.value
