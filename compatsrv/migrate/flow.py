"""Where received data goes in a file: statements.

An abstract run of the file as Python 3 would run it: a name, an attribute of `self` or an item of a container holds what it can
be (values.py), in the order of the statements, with branches joined and loops run until nothing is new. What crosses
functions is kept as facts (parameters, results, attributes, globals), and functions are run again until no fact changes.
Each place where bytes and str meet is a Use; the rules make findings of them.
"""

import ast

from compatsrv.migrate.expressions import Expressions
from compatsrv.migrate.knowledge import BYTES_HOOKS
from compatsrv.migrate.scope import Class, Function
from compatsrv.migrate.narrowing import narrow, verdict
from compatsrv.migrate.values import BYTE, BYTES, atom, elements, join, listed

__all__ = ['Flow']

ROUNDS = 8          # of functions
TURNS = 3           # of a loop
HIDING = ('Exception', 'BaseException', 'StandardError', 'TypeError')
TELLING = ('traceback', 'exc_info', 'exception', 'print_exc', 'format_exc', 'handle_error', '_exit')


class Flow(Expressions):
    """The uses of a file: `uses`, what -> [Use], in the order of lines."""

    def __init__(self, tree, python2):
        Expressions.__init__(self, python2)
        self._statements = {
            ast.Assign: self._assign, ast.AugAssign: self._augmented, ast.AnnAssign: self._annotated,
            ast.Expr: self._expression, ast.Return: self._return, ast.If: self._if, ast.While: self._while,
            ast.For: self._for, ast.Try: self._try, ast.With: self._with, ast.FunctionDef: self._function,
            ast.ClassDef: self._class, ast.Import: self._import, ast.ImportFrom: self._import,
            ast.Global: self._global, ast.Raise: self._raise, ast.Break: self._break, ast.Continue: self._continue,
            ast.Delete: self._delete}
        for name, method in (('AsyncFunctionDef', self._function), ('AsyncFor', self._for), ('AsyncWith', self._with),
                             ('TryStar', self._try), ('Match', self._match)):
            if hasattr(ast, name):
                self._statements[getattr(ast, name)] = method
        self._loops, self._tree, self._literals = [], tree, None
        self._declare(tree)
        self._run(tree)
        self._finish()

    # -- the file

    def _declare(self, tree):
        """Find the classes of the file, wherever they stand."""
        stack = list(tree.body)
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
            cls.link(self.classes, self.imports)
        self.native = any(cls.is_native() for cls in self.classes.values())
        for cls in self.classes.values():
            for parent in cls.parents:
                self.families[self.family(parent)] = self.family(cls)

    def _run(self, tree):
        pending = [None]
        for turn in range(ROUNDS):
            self.changed = set()
            for function in pending:
                if function is None:
                    self.reads = self._module_reads = set()
                    self.env, self.function, self.cls, self.globals_here = {}, None, None, set()
                    self.block(tree.body)
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
        self.reads = function.reads = set()
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
            self._literals = {node.value for node in ast.walk(self._tree)
                              if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier()}
        return self._literals

    # -- statements

    def block(self, statements):
        """Run the statements in self.env, which is None once nothing can come after."""
        for statement in statements:
            if self.env is None:
                return
            method = self._statements.get(type(statement))
            if method:
                method(statement)
            else:
                for child in ast.iter_child_nodes(statement):
                    if isinstance(child, ast.expr):
                        self.eval(child)

    def _expression(self, node):
        self.eval(node.value)

    def _assign(self, node):
        value = self.eval(node.value)
        for target in node.targets:
            self.assign(target, value)

    def _annotated(self, node):
        if node.value:
            self.assign(node.target, self.eval(node.value))

    def _augmented(self, node):
        value = self.binary(node, node.target, node.op, node.value)
        self.assign(node.target, value)

    def _return(self, node):
        if node.value:
            value = self.eval(node.value)
            if self.function and value:
                self.learn(('result', self.function.key), value)
        self.flush()
        self.env = None

    def _raise(self, node):
        for child in (node.exc, node.cause):
            if child:
                self.eval(child)
        self.flush()
        self.env = None

    def _delete(self, node):
        for target in node.targets:
            self.eval(target)

    def _import(self, node):
        for alias in node.names:
            self.env.pop(alias.asname or alias.name.split('.')[0], None)

    def _global(self, node):
        self.globals_here.update(node.names)

    def _if(self, node):
        known = verdict(node.test, self.imports)
        self.eval(node.test)
        if known is not None:
            self.block(node.body if known else node.orelse)
            return
        before = self.env
        self.env = narrow(node.test, dict(before), True)
        self.block(node.body)
        after = self.env
        self.env = narrow(node.test, before, False)
        self.block(node.orelse)
        self.env = joined(self.env, after)

    def _while(self, node):
        self._loop(node, lambda: self.eval(node.test), node.test)

    def _for(self, node):
        source = self.eval(node.iter)

        def step():
            self.assign(node.target, elements(source, node.lineno))
        self._loop(node, step)

    def _loop(self, node, step, test=None):
        """Run the body until it adds nothing to what was known before."""
        self._loops.append(([], []))
        entry = self.env
        for _ in range(TURNS):
            breaks, continues = self._loops[-1] = ([], [])
            self.env = dict(entry)
            step()
            at_test = dict(self.env)
            if test is not None:
                self.env = narrow(test, self.env, True)
            self.block(node.body)
            for env in continues:
                self.env = joined(self.env, env)
            if self.env is None or not adds(entry, self.env):
                break
            entry = joined(self.env, entry)
        self._loops.pop()
        endless = isinstance(test, ast.Constant) and test.value
        self.env = None if endless else joined(at_test, self.env)
        if test is not None and self.env is not None:
            self.env = narrow(test, self.env, False)
        if node.orelse and self.env is not None:
            self.block(node.orelse)
        for env in breaks:
            self.env = joined(self.env, env)

    def _break(self, node):
        if self._loops:
            self._loops[-1][0].append(self.env)
        self.env = None

    def _continue(self, node):
        if self._loops:
            self._loops[-1][1].append(self.env)
        self.env = None

    def _with(self, node):
        for item in node.items:
            value = self.eval(item.context_expr)
            if item.optional_vars:
                self.assign(item.optional_vars, value)
        self.block(node.body)

    def _match(self, node):
        self.eval(node.subject)
        before, after = self.env, self.env
        for case in node.cases:
            self.env = dict(before)
            self.block(case.body)
            after = joined(after, self.env)
        self.env = after

    def _try(self, node):
        hider = next((handler for handler in node.handlers if hides(handler)), None)
        if hider is not None:
            self.hiders.append(hider)
        at_handlers = dict(self.env)
        for statement in node.body:
            self.block([statement])
            if self.env is None:
                break
            at_handlers = joined(at_handlers, self.env)
        if hider is not None:
            self.hiders.pop()
        if self.env is not None:
            self.block(node.orelse)
        after = self.env
        converted = _converted(node.body)
        for handler in node.handlers:
            self.env = dict(at_handlers)
            for path in converted:      # x = x.decode() failed: x is what the author thinks of now
                self.env.pop(path, None)
            if handler.type:
                self.eval(handler.type)
            if handler.name:
                self.env[handler.name] = ()
            self.block(handler.body)
            after = joined(after, self.env)
        self.env = after
        if node.finalbody:
            alive = after is not None
            if not alive:
                self.env = dict(at_handlers)
            self.block(node.finalbody)
            if not alive:
                self.env = None

    def _function(self, node):
        for default in node.args.defaults:
            self.eval(default)
        for decorator in node.decorator_list:
            self.eval(decorator)
        key = (node.lineno, node.col_offset)
        function = self.functions.get(key)
        if function is None:
            cls = self.cls if self.in_class else None
            function = self.functions[key] = Function(node, cls, key)
            self.by_name.setdefault(node.name, []).append(function)
            if cls:
                cls.methods.setdefault(node.name, function)
            self.late.append(function)
        if self.function is not None:
            closure = {name: value for name, value in self.env.items() if value}
            if adds(function.closure, closure):
                function.closure = joined(closure, function.closure)
                self.changed.add(('closure', key))
            function.reads.add(('closure', key))
        self.env[node.name] = atom('function', node.lineno, '', (key, False))
        if self.function is None and not self.in_class:
            self.learn(('global', node.name), self.env[node.name])

    def _class(self, node):
        for base in node.bases:
            self.eval(base)
        cls = self.classes[node.name]
        outer = self.cls, self.in_class, self.env
        self.cls, self.in_class, self.env = cls, True, dict(self.env)
        before = set(self.env)
        self.block(node.body)
        for name, value in (self.env or {}).items():
            if name not in before or value is not outer[2].get(name):
                if value and not any(each.kind == 'function' for each in value):
                    self.learn(('attribute', self.family(cls), name), value)
        self.cls, self.in_class, self.env = outer
        for statement in node.body:
            if isinstance(statement, ast.Assign):
                for target in statement.targets:
                    if isinstance(target, ast.Name):
                        cls.members[target.id] = statement.value
        self.env[node.name] = atom('class', node.lineno, '', node.name)


def joined(one, other):
    """The environment after either; None is the one after which nothing comes."""
    if one is None or other is None:
        return other if one is None else one
    result = dict(one)
    for name, value in other.items():
        if value:
            result[name] = join(result.get(name, ()), value)
    return result


def adds(env, other):
    """Whether the other environment knows more."""
    for name, value in other.items():
        if value:
            mine = env.get(name, ())
            if join(mine, value) is not mine:
                return True
    return False


def hides(handler):
    """Whether nobody will see the TypeError that this `except` catches."""
    if handler.type is not None:
        types = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        if not any(isinstance(each, ast.Name) and each.id in HIDING for each in types):
            return False
    for statement in handler.body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Raise):
                return False
            if isinstance(node, ast.Name) and (node.id == handler.name or node.id in TELLING):
                return False
            if isinstance(node, (ast.Attribute, ast.keyword)) and getattr(node, 'attr', None) in TELLING:
                return False
            if isinstance(node, ast.keyword) and node.arg == 'exc_info':
                return False
    return True


def _converted(statements):
    """The names that are given a decoded or encoded form of themselves."""
    found = []
    for statement in statements:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call):
            called = statement.value.func
            if isinstance(called, ast.Attribute) and called.attr in ('encode', 'decode'):
                found += [target.id for target in statement.targets if isinstance(target, ast.Name)]
    return found
