"""Where received data goes in a file: what happens where bytes and str meet at an operator."""

import ast

from compatsrv.migrate.flow.calls import Calls
from compatsrv.migrate.flow.percent import conversions
from compatsrv.migrate.flow.values import BYTES, TEXT, Atom, atom, join, join_all, of_kind

__all__ = ['Operators']

EQUALITY = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot)
ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


class Operators(Calls):

    def binary(self, node, left, op, right):
        """left op right, which stand in node."""
        one, other = self.eval(left), self.eval(right)
        if isinstance(op, ast.Mod):
            return self._formatted(node, left, one, right, other)
        if isinstance(op, ast.Mult):
            return tuple(each for each in join(one, other) if each.kind in (TEXT, BYTES, 'list'))
        if not isinstance(op, ast.Add):
            return ()
        found = tuple(each for each in join(one, other) if each.kind in (BYTES, TEXT, 'list', 'tuple', 'mixture'))
        for mine, theirs in ((one, other), (other, one)):
            data = self.meet(mine, theirs)
            if data:
                self.use('concatenated', node, data, of_kind(theirs, TEXT))
                return (Atom('mixture', data.line, data.what),) if data.kind == BYTES else ()
        return of_kind(found, 'mixture') and (of_kind(found, 'mixture'),) or found

    def _formatted(self, node, left, one, right, other):
        """template % values"""
        text = of_kind(one, TEXT)
        if text:
            template = left.value if isinstance(left, ast.Constant) and isinstance(left.value, str) else None
            exact = of_kind(other, 'tuple')
            values = list(exact.items) if exact else [other]
            nodes = right.elts if isinstance(right, ast.Tuple) else [right] * len(values)
            if isinstance(right, ast.Dict):
                values, nodes = [self.eval(value) for value in right.values], right.values
                template = None
            for each, value, letter in zip(nodes, values, conversions(template, len(values))):
                if self.formatted(each, value, letter):
                    break
            return atom(TEXT, node.lineno, 'formatted')
        data = of_kind(one, BYTES)
        if data and self.python2 is False and of_kind(other, TEXT):
            self.use('wants bytes', node, of_kind(other, TEXT), 'b"" % ...')
        return (data,) if data else ()

    def formatted(self, node, value, letter='s'):
        """A value becomes part of text; whether that is a use."""
        data = of_kind(value, BYTES)
        for kind in ('list', 'tuple', 'dict'):
            container = of_kind(value, kind)
            if container and not data:
                data = of_kind(join_all(container.items), BYTES)
        if data:
            self.use('formatted', node, data, letter)
        return data is not None

    # -- comparisons

    def compared(self, node):
        left, one = node.left, self.eval(node.left)
        for op, right in zip(node.ops, node.comparators):
            other = self.eval(right)
            if one or other:
                if isinstance(op, EQUALITY):
                    self._equal(node, left, one, right, other)
                elif isinstance(op, ORDER):
                    self._ordered(node, one, other)
                else:
                    self.contained(node, one, other)
            left, one = right, other
        return ()

    def _equal(self, node, left, one, right, other):
        for mine, theirs, literal in ((one, other, right), (other, one, left)):
            data = self.meet(mine, theirs)
            if data:
                empty = isinstance(literal, ast.Constant) and literal.value == ''
                self.use('end' if empty else 'compared', node, data, self.shown(literal))
                return
            data = self.meet(_contents(mine), _contents(theirs), False)
            if data:
                self.use('compared', node, data, self.shown(literal))
                return

    def _ordered(self, node, one, other):
        for mine, theirs in ((one, other), (other, one)):
            data = self.meet(mine, theirs)
            if data:
                self.use('ordered', node, data, of_kind(theirs, TEXT))
                return

    def contained(self, node, one, other):
        """one in other"""
        data = self.meet(one, other)
        if data:
            self.use('in text', node, data, of_kind(other, TEXT))
            return
        data = self.meet(other, one, False)
        if data:
            self.use('text in', node, data, of_kind(one, TEXT))
        elif not of_kind(other, TEXT) and not of_kind(other, BYTES):
            self.looked_up(node, one, _contents(other))

    def looked_up(self, node, key, keys):
        """A key is sought among others."""
        data = self.meet(key, keys)
        if data and not of_kind(keys, BYTES):
            self.use('looked up', node, data, of_kind(keys, TEXT))
            return
        data = self.meet(keys, key, False)
        if data and not of_kind(keys, TEXT) and of_kind(key, TEXT).what != 'an empty literal':   # no name yet
            self.use('looked up', node, data, of_kind(key, TEXT))

    def mixed_keys(self, node, keys, key):
        """Keys of bytes and keys of str in one dictionary."""
        data, text = self.meet(key, keys, False), of_kind(keys, TEXT)
        if data and text.what == 'a literal' and not self.text_of(key):
            self.use('key', node, data, text)
            return
        data, text = self.meet(keys, key, False), of_kind(key, TEXT)
        if data and text.what == 'a literal' and not self.text_of(keys):
            self.use('key', node, data, text)


def _contents(value):
    """What is inside of containers."""
    found = ()
    for each in value:
        if each.kind in ('list', 'dict'):
            found = join(found, each.items[0])
        elif each.kind == 'tuple':
            found = join(found, join_all(each.items))
    return found
