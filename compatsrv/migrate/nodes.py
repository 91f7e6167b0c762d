"""The nodes of an ast by their types, found in one walk that all rules share."""

import ast
import collections

__all__ = ['Nodes']


class Nodes(object):
    """The nodes of a tree.

    tree      ast.Module
    scopes    call, assignment or `with` -> the function that it stands in, or the module
    """

    SCOPED = (ast.Call, ast.Assign, ast.AugAssign, ast.With)
    FUNCTIONS = (ast.FunctionDef, ast.Lambda)

    def __init__(self, tree):
        """tree: an ast.Module, which is the scope of what stands in no function."""
        self.tree = tree
        self._found = collections.defaultdict(list)
        self.scopes, self._stored = {}, None
        found, scopes, scoped, functions = self._found, self.scopes, self.SCOPED, self.FUNCTIONS
        stack = [(tree, tree)]
        while stack:
            node, scope = stack.pop()
            kind = node.__class__
            found[kind].append(node)
            if kind in scoped:
                scopes[node] = scope
            elif kind in functions:
                scope = node
            for name in kind._fields:
                value = getattr(node, name, None)
                if value.__class__ is list:
                    for each in value:
                        if isinstance(each, ast.AST):
                            stack.append((each, scope))
                elif isinstance(value, ast.AST) and name != 'ctx' and name != 'op':
                    stack.append((value, scope))

    def of(self, *types):
        """The nodes of these types, in the order of the source."""
        return sorted((node for kind in types for node in self._found.get(kind, ())),
                      key=lambda node: (node.lineno, node.col_offset))

    def stored(self):
        """The attributes that are assigned to."""
        if self._stored is None:
            self._stored = [node for node in self._found[ast.Attribute] if isinstance(node.ctx, ast.Store)]
        return self._stored
