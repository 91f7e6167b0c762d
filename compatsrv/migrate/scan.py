"""What stands where in fissix's tree, found in one walk."""

import collections

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

__all__ = ['Index', 'bound', 'is_attribute', 'is_free']


class Index(object):
    """types: type of node -> nodes; names: name -> leaves; imports, strings: nodes; all in the order of the source."""

    def __init__(self, root):
        self.types = collections.defaultdict(list)
        self.names = collections.defaultdict(list)
        self.imports, self.strings = [], []
        types, names, stack = self.types, self.names, [root]
        while stack:
            node = stack.pop()
            kind = node.type
            if kind == token.NAME:
                names[node.value].append(node)
            elif kind == token.STRING:
                self.strings.append(node)
            else:
                types[kind].append(node)
                if kind >= 256:
                    stack += node.children[::-1]
                    if kind == syms.import_name or kind == syms.import_from:
                        self.imports.append(node)

    def free(self, names):
        """Leaves with one of the names that stand for a variable, in order."""
        found = [leaf for name in names for leaf in self.names.get(name, ()) if leaf.parent is not None and is_free(leaf)]
        return sorted(found, key=lambda leaf: (leaf.lineno, leaf.column))

    def attributes(self, names):
        """Leaves with one of the names that stand after a dot, in order."""
        found = [leaf for name in names for leaf in self.names.get(name, ()) if leaf.parent is not None and is_attribute(leaf)]
        return sorted(found, key=lambda leaf: (leaf.lineno, leaf.column))


def is_attribute(leaf):
    before = leaf.prev_sibling
    return leaf.parent.type == syms.trailer and before is not None and before.type == token.DOT


def is_free(leaf):
    """Does a name stand for a variable: no attribute, no keyword of a call, nothing that is defined or imported?"""
    parent, before, after = leaf.parent, leaf.prev_sibling, leaf.next_sibling
    if before is not None and before.type == token.DOT:
        return False
    if parent.type == syms.argument and after is not None and after.type == token.EQUAL:
        return False
    if parent.type in (syms.funcdef, syms.classdef) and before is parent.children[0]:
        return False
    if parent.type == syms.expr_stmt and after is not None and after.type == token.EQUAL and _in_class(parent):
        return False
    while parent is not None and parent.type in (syms.import_as_names, syms.import_as_name, syms.dotted_name,
                                                 syms.dotted_as_name, syms.dotted_as_names):
        parent = parent.parent
    return parent is None or parent.type not in (syms.import_name, syms.import_from, syms.global_stmt)


def bound(module, name):
    """Does the file give the name a meaning of its own: by def, class, import, assignment or as a parameter?

    What a class calls a method or an attribute is nobody's variable.
    """
    return any(_binds(leaf) for leaf in module.index.names.get(name, ()) if leaf.parent is not None)


def _binds(leaf):
    parent, before, after = leaf.parent, leaf.prev_sibling, leaf.next_sibling
    if is_attribute(leaf) or before is not None and before.type == token.DOT:
        return False
    if parent.type in (syms.funcdef, syms.classdef) and parent.children[1] is leaf:
        return not _in_class(parent)
    if parent.type == syms.expr_stmt:
        return after is not None and after.type == token.EQUAL and not _in_class(parent)
    if parent.type in (syms.parameters, syms.typedargslist, syms.varargslist):
        return before is None or before.type != token.EQUAL
    if parent.type == syms.lambdef:
        return parent.children[1] is leaf
    if parent.type == syms.for_stmt:
        return parent.children[1] is leaf
    if parent.type in (syms.import_as_names, syms.import_from, syms.import_name, syms.global_stmt):
        return not (parent.type == syms.import_from and parent.children[1] is leaf)
    if parent.type in (syms.import_as_name, syms.dotted_as_name):
        return parent.children[2] is leaf
    if parent.type == syms.exprlist or parent.type == syms.testlist_star_expr and after is not None:
        return parent.parent.type == syms.for_stmt or parent.next_sibling is not None and parent.next_sibling.type == token.EQUAL
    return False


def _in_class(node):
    """Does a statement stand in the body of a class itself?"""
    node = node.parent
    while node.type in (syms.simple_stmt, syms.decorated):
        node = node.parent
    return node.type == syms.classdef or node.type == syms.suite and node.parent.type == syms.classdef
