"""Where received data goes in a file.

An abstract run of the file as Python 3 would run it: a name, an attribute of `self` or an item of a container holds what it can
be (values.py), in the order of the statements, with branches joined and loops run until nothing is new. What crosses
functions is kept as facts (parameters, results, attributes, globals), and functions are run again until no fact changes.
Each place where bytes and str meet is a Use; the rules make findings of them.

Flow <- statements <- expressions <- operators <- calls <- methods <- state: each is a class that knows one thing more.
"""

import ast

from compatsrv.migrate.flow.knowledge import BYTES_HOOKS
from compatsrv.migrate.flow.scope import Class
from compatsrv.migrate.flow.statements import Statements
from compatsrv.migrate.flow.values import BYTE, BYTES, atom, join, listed

__all__ = ['Flow']

ROUNDS = 8          # of functions


class Flow(Statements):
    """The uses of a file.

    uses      what -> [Use], in the order of lines
    numbers   the lines where an item of bytes is used as if it were a str
    classes   name -> scope.Class
    imports   scope.Imports
    """

    def __init__(self, nodes, python2):
        """nodes: nodes.Nodes; python2: are they to be understood as Python 2's?"""
        Statements.__init__(self, python2)
        self._nodes, self._tree, self._literals = nodes, nodes.tree, None
        self._declare()
        self._run()
        self._finish()

    def _declare(self):
        """Find the classes of the file, wherever they stand."""
        stack = list(self._tree.body)
        while stack:
            node = stack.pop()
            if isinstance(node, ast.ClassDef):
                self.classes.setdefault(node.name, Class(node, node.name))
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                self.imports.add(node)
            elif not isinstance(node, ast.stmt) and not isinstance(node, ast.ExceptHandler):
                continue
            for field in ('body', 'orelse', 'finalbody', 'handlers'):
                stack += getattr(node, field, ())
        for cls in self.classes.values():
            cls.link(self.classes, self.imports, self._nodes)
        self.native = any(cls.is_native() for cls in self.classes.values()) or any(
            name.startswith('compatsrv.py2') for name in self.imports.modules)
        for cls in self.classes.values():
            for parent in cls.parents:
                self.families[self.family(parent)] = self.family(cls)

    def _run(self):
        pending = [None]
        for turn in range(ROUNDS):
            self.changed = set()
            for function in pending:
                if function is None:
                    self.reads = self._module_reads = set()
                    self.env, self.function, self.cls, self.globals_here = {}, None, None, set()
                    self.block(self._tree.body)
                else:
                    self._call(function)
            if turn == 0:
                pending = list(self.functions.values())
                for function in pending:
                    self._call(function)
            changed = self.changed
            if not changed:
                break
            pending = [function for function in self.functions.values() if function.reads & changed]
            if self._module_reads & changed:
                pending.insert(0, None)
            if not pending:
                break

    def _call(self, function):
        """Run the body of a function with what is known of its parameters."""
        self.env = dict(function.closure)
        self.function, self.cls, self.globals_here = function, function.cls, set()
        self.reads, self.assigned = set(), {}
        function.reads = self.reads
        arguments = function.node.args
        for index, name in enumerate(function.parameters):
            self.env[name] = self.fact(('parameter', function.key, name))
            if BYTES_HOOKS.get(function.name) == index and function.cls:
                self.env[name] = join(self.env[name], atom(BYTES, function.node.lineno, 'received'))
        for name, default in zip(function.parameters[::-1], arguments.defaults[::-1]):
            value = self.eval(default)
            if not any(each.what == 'an empty literal' for each in value):
                self.env[name] = join(self.env[name], value)
        for extra in arguments.kwonlyargs:
            self.env[extra.arg] = self.fact(('parameter', function.key, extra.arg))
        if arguments.vararg:
            self.env[arguments.vararg.arg] = listed(self.fact(('parameter', function.key, '*')))
        self_name = function.parameter(0) if function.cls and not function.static else None
        if self_name:
            self.env[self_name] = atom('self', function.node.lineno, '', function.cls.name)
        self.self_name = self_name
        self.block(function.node.body)
        if self.env is not None:
            self.flush()

    def _finish(self):
        # lines where an item of bytes is used as if it were a str
        self.numbers = {use.node.lineno for uses in self.uses.values() for use in uses if use.data.kind == BYTE}
        for uses in self.uses.values():
            uses.sort(key=lambda use: (use.node.lineno, use.node.col_offset))
            for use in uses:
                function = use.function
                if use.hidden is None and function and function.hidden and not function.exposed:
                    use.hidden = function.hidden

    def literals(self):
        """The literals of the file that can be names."""
        if self._literals is None:
            self._literals = {node.value for node in self._nodes.of(ast.Constant)
                              if isinstance(node.value, str) and node.value.isidentifier()}
        return self._literals
