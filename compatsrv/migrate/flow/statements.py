"""Where received data goes in a file: statements."""

import ast

from compatsrv.migrate.flow.environments import adds, converted, hides, joined
from compatsrv.migrate.flow.expressions import Expressions
from compatsrv.migrate.flow.narrowing import narrow, verdict
from compatsrv.migrate.flow.scope import Function
from compatsrv.migrate.flow.values import TEXT, atom, join, of_kind

__all__ = ['Statements']

TURNS = 3           # of a loop


class Statements(Expressions):
    """block(statements): run them in self.env."""

    def __init__(self, python2):
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
        self._loops = []            # (environments at `break`, at `continue`) of the loops around

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
        if of_kind(value, 'mixture'):       # buf = '' before buf += recv(): the next turn has both
            value = join(tuple(each for each in self.eval(node.target) if each.kind == TEXT), value)
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
            self.assign(node.target, self.items(source, node.lineno))
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
        recoded = converted(node.body)
        for handler in node.handlers:
            self.env = dict(at_handlers)
            for path in recoded:      # x = x.decode() failed: x is what the author thinks of now
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
        if self.function is None and not self.in_class:
            self.learn(('global', node.name), self.env[node.name])
