"""What stands where in fissix's tree, found in one walk."""

import collections

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

__all__ = ['Index', 'bound', 'is_attribute', 'is_free']


class Index(object):
    """types: type of node -> nodes; names: name -> leaves; both in the order of the source."""

    def __init__(self, root):
        self.types = collections.defaultdict(list)
        self.names = collections.defaultdict(list)
        self.strings = []
        for node in root.pre_order():
            if node.type == token.NAME:
                self.names[node.value].append(node)
            elif node.type == token.STRING:
                self.strings.append(node)
            else:
                self.types[node.type].append(node)

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
    while parent is not None and parent.type in (syms.import_as_names, syms.import_as_name, syms.dotted_name,
                                                 syms.dotted_as_name, syms.dotted_as_names):
        parent = parent.parent
    return parent is None or parent.type not in (syms.import_name, syms.import_from, syms.global_stmt)


def bound(module, name):
    """Does the file give the name a meaning of its own: by def, class, import, assignment or as a parameter?"""
    return any(not is_free(leaf) and not is_attribute(leaf) and not is_keyword(leaf) or is_assigned(leaf)
               for leaf in module.index.names.get(name, ()) if leaf.parent is not None)


def is_keyword(leaf):
    """name= in a call"""
    return leaf.parent.type == syms.argument and leaf.parent.children[0] is leaf and len(leaf.parent.children) > 1


def is_assigned(leaf):
    parent, after = leaf.parent, leaf.next_sibling
    if parent.type == syms.expr_stmt and after is not None and after.type == token.EQUAL:
        return True
    if parent.type in (syms.parameters, syms.typedargslist, syms.varargslist, syms.lambdef, syms.for_stmt) and is_target(leaf):
        return True
    return False


def is_target(leaf):
    before = leaf.prev_sibling
    return not (leaf.parent.type == syms.for_stmt and leaf.parent.children[1] is not leaf) and not (
        before is not None and before.type == token.EQUAL)
