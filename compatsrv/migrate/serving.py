"""How a file builds and ends its servers: what the rules CS3xx share."""

import ast

from compatsrv.migrate.flow.knowledge import SERVERS, THREADING
from compatsrv.migrate.flow.narrowing import path
from compatsrv.migrate.flow.scope import MODULES, spell

__all__ = ['Serving']


class Serving(object):
    """The servers of a module.

    built     [Built]: places where a server is made
    changes   [(path of the object, attribute, node, scope)]: assignments to attributes
    closes    whether server_close() is called, or a server is in a `with`
    """

    def __init__(self, module):
        self.classes, self.imports = module.flow.classes, module.flow.imports
        self.built, self.changes, self.closes = [], [], False
        scopes = module.nodes.scopes
        for node in module.nodes.of(ast.Assign, ast.AugAssign):
            self._assign(node, scopes[node])
        for node in module.nodes.of(ast.With):
            for item in node.items:
                target = item.optional_vars and path(item.optional_vars)
                if isinstance(item.context_expr, ast.Call) and self._call(item.context_expr, scopes[node], target):
                    self.closes = True
        for node in module.nodes.of(ast.Call):
            self._call(node, scopes[node], None)

    def _assign(self, node, scope):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            if isinstance(target, ast.Attribute):
                owner = path(target.value) or spell(target.value)
                if owner:
                    self.changes.append((owner, target.attr, target, scope))
        if isinstance(node.value, ast.Call):
            self._call(node.value, scope, path(targets[0]) or '?')

    def _call(self, node, scope, target):
        """Note the call if it makes a server; whether it does."""
        if isinstance(node.func, ast.Attribute) and node.func.attr == 'server_close':
            self.closes = True
        cls, name = self.server_class(node.func)
        if name is None:
            return False
        if all(built.node is not node for built in self.built):
            self.built.append(Built(node, scope, target, cls, name))
        return True

    def server_class(self, called):
        """(the Class, its last name) if called is a class of servers; the Class is None for those of elsewhere."""
        if isinstance(called, ast.Name) and called.id in self.classes:
            cls = self.classes[called.id]
            return (cls, cls.name) if cls.is_server() else (None, None)
        if isinstance(called, (ast.Name, ast.Attribute)):
            starred = called.id if isinstance(called, ast.Name) and self.imports.stars else ''
            dotted = self.imports.dotted(called) or starred
            name = dotted.rpartition('.')[2]
            if name.endswith(SERVERS) and (dotted.startswith(MODULES) or '.' not in dotted):
                return None, name
        return None, None

    def binds(self, built):
        """Whether the socket is bound as soon as the server is made."""
        for keyword in built.node.keywords:
            if keyword.arg == 'bind_and_activate' or keyword.arg is None:
                return False
        third = built.node.args[2] if len(built.node.args) > 2 else None
        if isinstance(third, ast.Constant) and third.value is False:
            return False
        if built.cls is not None:
            method = built.cls.find('__init__')
            if method is not None:
                names = {each.arg for each in ast.walk(method.node) if isinstance(each, ast.keyword)}
                return 'bind_and_activate' not in names and _calls_base(method.node) is not None
        return True

    def late(self):
        """Yield (attribute, node, built) for what is assigned to a server, or to its class, after it was bound."""
        for built in self.built:
            if not self.binds(built):
                continue
            name = built.cls.name if built.cls else spell(built.node.func)
            for owner, attribute, node, scope in self.changes:
                after = scope is built.scope and node.lineno > built.node.lineno
                if after and built.target and owner == built.target:
                    yield attribute, node, built
                elif after and owner == name and isinstance(scope, ast.Module):
                    yield attribute, node, built
        for cls in self.classes.values():
            if cls.is_server() and '__init__' in cls.methods:
                for attribute, node in after_base(cls.methods['__init__'].node):
                    yield attribute, node, None

    def threaded(self):
        """Yield (node, name, Class or None) for servers that handle each request in a thread."""
        for cls in self.classes.values():
            if cls.is_threading() and (cls.is_server() or not any(cls in each.parents for each in self.classes.values())):
                yield cls.node, cls.name, cls
        for built in self.built:
            if built.cls is None and built.name in THREADING:
                yield built.node, built.name, None

    def is_set(self, cls, names):
        """Whether one of the attributes is set, for the class or for anything in the file."""
        if cls is not None and any(name in each.members for each in cls.ancestors() for name in names):
            return True
        return any(attribute in names for _, attribute, _, _ in self.changes)

    def made_here(self, cls):
        return any(built.cls is not None and cls in built.cls.ancestors() for built in self.built)


class Built(object):
    """A place where a server is made: node (the call), scope, target ('server', 'self.server' or None), cls, name."""

    def __init__(self, node, scope, target, cls, name):
        self.node, self.scope, self.target, self.cls, self.name = node, scope, target, cls, name


def _calls_base(function):
    """The statement of an __init__ that calls that of a base, or None."""
    for statement in function.body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == '__init__':
                return statement, node
    return None


def after_base(function):
    """Yield (attribute, node) for what __init__ assigns to self after the __init__ of a base."""
    found = _calls_base(function)
    if found is None or not function.args.args:
        return
    statement, call = found
    if any(keyword.arg in ('bind_and_activate', None) for keyword in call.keywords) or any(
            isinstance(arg, ast.Constant) and arg.value is False for arg in call.args):
        return
    itself = function.args.args[0].arg
    for later in function.body[function.body.index(statement) + 1:]:
        if isinstance(later, ast.Assign):
            for target in later.targets:
                if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == itself:
                    yield target.attr, target
