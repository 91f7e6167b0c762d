"""Where received data goes in a file: expressions, and what happens where bytes and str meet in one."""

import ast

from compatsrv.migrate.flow.operators import Operators
from compatsrv.migrate.flow.narrowing import narrow, path
from compatsrv.migrate.flow.values import BYTE, BYTES, TEXT, Atom, atom, elements, join, join_all, listed, of_kind

__all__ = ['Expressions']

# Bound methods that are given names: send = sock.send
BOUND = ('recv', 'recvfrom', 'send', 'sendall', 'sendto', 'read', 'readline', 'write', 'append')
BOUND_OF = ('socket', 'request', 'reader', 'file', 'writer', 'textfile', 'native socket', 'native request', 'native file')


class Expressions(Operators):
    """eval(node) -> value, in self.env; assign(target, value)."""

    def __init__(self, python2):
        Operators.__init__(self, python2)
        self._expressions = {
            ast.Name: self._name, ast.Constant: self._constant, ast.Attribute: self._attribute, ast.Call: self.call,
            ast.BinOp: self._binary, ast.BoolOp: self._boolean, ast.Compare: self.compared,
            ast.Subscript: self._subscript, ast.IfExp: self._conditional, ast.Tuple: self._tuple,
            ast.List: self._list, ast.Set: self._list, ast.Dict: self._dict, ast.ListComp: self._comprehension,
            ast.SetComp: self._comprehension, ast.GeneratorExp: self._comprehension,
            ast.DictComp: self._dict_comprehension, ast.JoinedStr: self._joined, ast.Lambda: self._lambda,
            ast.Yield: self._yield, ast.UnaryOp: self._unary, ast.NamedExpr: self._named, ast.Await: self._await,
            ast.Starred: self._starred, ast.YieldFrom: self._await}

    def eval(self, node):
        method = self._expressions.get(type(node))
        if method:
            return method(node)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self.eval(child)
        return ()

    # -- names

    def assign(self, target, value):
        """Let the target be the value.

        Of a mixture ("text" + received) enough was said where it was made; under a name it is what was received.
        """
        if of_kind(value, 'mixture'):
            value = join(tuple(each for each in value if each.kind != 'mixture'),
                         tuple(Atom(BYTES, each.line, each.what) for each in value if each.kind == 'mixture'))
        if isinstance(target, ast.Name):
            self.env[target.id] = value
            if value and (self.function is None and not self.in_class or target.id in self.globals_here):
                self.learn(('global', target.id), value)
        elif isinstance(target, ast.Attribute):
            self._assign_attribute(target, value)
        elif isinstance(target, (ast.Tuple, ast.List)):
            self._unpack(target, value)
        elif isinstance(target, ast.Starred):
            self.assign(target.value, listed(elements(value, target.lineno)))
        elif isinstance(target, ast.Subscript):
            container, key = self.eval(target.value), self.index(target)
            self.store(target, container, key, value)

    def _unpack(self, target, value):
        exact = of_kind(value, 'tuple')
        if exact and len(exact.items) == len(target.elts):
            for each, item in zip(target.elts, exact.items):
                self.assign(each, item)
        elif of_kind(value, 'request'):
            for each, item in zip(target.elts, self.datagram(of_kind(value, 'request'), target)):
                self.assign(each, item)
        else:
            item = elements(value, target.lineno)
            for each in target.elts:
                self.assign(each, item)

    def _assign_attribute(self, target, value):
        owner = self.eval(target.value)
        name = path(target)
        if name:
            self.env[name] = value
        for each in owner:
            if each.kind == 'self' and value:
                # What it is to other methods is what it is when this one ends or calls one: flush().
                self.assigned.setdefault(name, (self.family_of(each), target.attr))
            elif each.kind in ('instance', 'class') and value:
                self.learn(('attribute', self.family_of(each), target.attr), value)
        if not owner and value:
            self.learn(('attribute', None, target.attr), value)

    def flush(self):
        """Tell other methods what the attributes of self are now."""
        for name, (family, attribute) in self.assigned.items():
            value = self.env.get(name) if self.env is not None else ()
            if value:
                self.learn(('attribute', family, attribute), value)

    def store(self, target, container, key, value):
        """container[key] = value"""
        item = of_kind(container, 'dict')
        if item:
            keys = item.items[0]
            self.mixed_keys(target, keys, key)
            self.mutate(target.value, (container, 'dict', (join(keys, key), join(item.items[1], value))))
        elif of_kind(container, 'list') and value:
            self.mutate(target.value, (container, 'list', (join(of_kind(container, 'list').items[0], value),)))

    def mutate(self, node, change):
        """The container that node names is another now."""
        container, kind, items = change
        old = of_kind(container, kind)
        new = tuple(each if each is not old else atom(kind, old.line, old.what, *items)[0] for each in container)
        if isinstance(node, ast.Name) and node.id not in self.env:
            self.learn(('global', node.id), new)
        if isinstance(node, (ast.Name, ast.Attribute)):
            self.assign(node, new)

    def _name(self, node):
        value = self.env.get(node.id)
        if value is None:
            value = self.facts.get(('global', node.id), ())
            if value:
                self.reads.add(('global', node.id))
        return value

    def _attribute(self, node):
        name = path(node)
        if name and name in self.env:
            return self.env[name]
        owner = self.eval(node.value)
        for each in owner:
            if node.attr in BOUND and each.kind in BOUND_OF:
                return atom('method', node.lineno, '', (each,), node.attr)
        return self.attribute(owner, node)

    # -- literals and containers

    def _constant(self, node):
        value = node.value
        if isinstance(value, str):
            return atom(TEXT, node.lineno, 'a literal' if value else 'an empty literal')
        if isinstance(value, bytes):
            return atom(BYTES, node.lineno, 'a literal')
        return ()

    def _tuple(self, node):
        if any(isinstance(each, ast.Starred) for each in node.elts):
            return self._list(node)
        return atom('tuple', node.lineno, '', *[self.eval(each) for each in node.elts])

    def _list(self, node):
        return listed(join_all([self.eval(each) for each in node.elts]), node.lineno)

    def _dict(self, node):
        keys = join_all([self.eval(key) for key in node.keys if key])
        return atom('dict', node.lineno, '', keys, join_all([self.eval(value) for value in node.values]))

    def _comprehension(self, node):
        self._generators(node.generators)
        value = listed(self.eval(node.elt), node.lineno)
        return value

    def _dict_comprehension(self, node):
        self._generators(node.generators)
        return atom('dict', node.lineno, '', self.eval(node.key), self.eval(node.value))

    def _generators(self, generators):
        for each in generators:
            self.assign(each.target, self.items(self.eval(each.iter), each.target.lineno))
            for test in each.ifs:
                self.eval(test)
                self.env = narrow(test, self.env, True)

    def _joined(self, node):
        for each in node.values:
            if isinstance(each, ast.FormattedValue):
                self.eval(each.value)
        return atom(TEXT, node.lineno, 'formatted')

    def _lambda(self, node):
        outer = self.env
        self.env = dict(outer)
        for each in node.args.args:
            self.env[each.arg] = ()
        self.eval(node.body)
        self.env = outer
        return ()

    def _yield(self, node):
        value = self.eval(node.value) if node.value else ()
        if value and self.function:
            self.learn(('result', self.function.key), listed(value, node.lineno))
        return ()

    def _await(self, node):
        return self.eval(node.value)

    def _starred(self, node):
        return elements(self.eval(node.value), node.lineno)

    def _named(self, node):
        value = self.eval(node.value)
        self.assign(node.target, value)
        return value

    # -- operators

    def _unary(self, node):
        self.eval(node.operand)
        return ()

    def _boolean(self, node):
        outer = self.env
        self.env = dict(outer)
        values = []
        for each in node.values:
            values.append(self.eval(each))
            self.env = narrow(each, self.env, isinstance(node.op, ast.And))
        self.env = outer
        return join_all(values)

    def _conditional(self, node):
        self.eval(node.test)
        outer = self.env
        self.env = narrow(node.test, dict(outer), True)
        one = self.eval(node.body)
        self.env = narrow(node.test, dict(outer), False)
        other = self.eval(node.orelse)
        self.env = outer
        return join(one, other)

    def _binary(self, node):
        return self.binary(node, node.left, node.op, node.right)

    # -- subscripts

    def index(self, node):
        """The value of what stands between the brackets."""
        index = node.slice
        if type(index).__name__ == 'Index':     # up to 3.8
            index = index.value
        return self.eval(index)

    def _subscript(self, node):
        owner, key = self.eval(node.value), self.index(node)
        index = node.slice.value if type(node.slice).__name__ == 'Index' else node.slice
        sliced = isinstance(index, ast.Slice)
        number = index.value if isinstance(index, ast.Constant) and isinstance(index.value, int) else None
        found = ()
        for each in owner:
            if each.kind == BYTES:
                if sliced:
                    found = join(found, (each,))
                elif not of_kind(key, TEXT):
                    self.use('indexed', node, each)
                    found = join(found, atom(BYTE, each.line, each.what))
            elif each.kind == TEXT:
                found = join(found, (each,))
            elif each.kind == 'request' and number in (0, 1):
                found = join(found, self.datagram(each, node)[number])
            elif each.kind == 'tuple' and number is not None and -len(each.items) <= number < len(each.items):
                found = join(found, each.items[number])
            elif each.kind == 'list':
                found = join(found, (each,) if sliced else each.items[0])
            elif each.kind == 'tuple' and not sliced:
                found = join(found, join_all(each.items))
            elif each.kind == 'dict':
                self.looked_up(node, key, each.items[0])
                found = join(found, each.items[1])
        return found
