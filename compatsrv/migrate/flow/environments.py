"""Environments, which say what names can be, and what `try` does to them."""

import ast

from compatsrv.migrate.flow.values import join

__all__ = ['adds', 'converted', 'hides', 'joined']

HIDING = ('Exception', 'BaseException', 'StandardError', 'TypeError')
TELLING = ('traceback', 'exc_info', 'exception', 'print_exc', 'format_exc', 'handle_error', '_exit')


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


def converted(statements):
    """The names that are given a decoded or encoded form of themselves."""
    found = []
    for statement in statements:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call):
            called = statement.value.func
            if isinstance(called, ast.Attribute) and called.attr in ('encode', 'decode'):
                found += [target.id for target in statement.targets if isinstance(target, ast.Name)]
    return found
