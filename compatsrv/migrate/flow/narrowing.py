"""What a test says about a name, and about the Python that runs."""

import ast
import re

from compatsrv.migrate.flow.values import BYTES, TEXT

__all__ = ['narrow', 'path', 'verdict']

TYPES = {'str': TEXT, 'unicode': TEXT, 'basestring': TEXT, 'text_type': TEXT, 'string_types': TEXT, 'bytes': BYTES,
         'bytearray': BYTES, 'binary_type': BYTES, 'memoryview': BYTES, 'buffer': BYTES, 'StringType': TEXT,
         'StringTypes': TEXT, 'UnicodeType': TEXT}
# Names by which programs ask for the version
PYTHON3 = re.compile(r'_?(is_?|on_?)?(py|python)_?(3|3k)(_?\d)?(_?plus)?\Z', re.I)
PYTHON2 = re.compile(r'_?(is_?|on_?)?(py|python)_?2(_?\d)?\Z', re.I)


def path(node):
    """The name under which an environment holds what an expression stands for ('x', 'self.x'), or None."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return '%s.%s' % (node.value.id, node.attr)
    return None


def narrow(test, env, truth):
    """The environment, changed to what holds where the test is true or false."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return narrow(test.operand, env, not truth)
    if isinstance(test, ast.BoolOp):
        if isinstance(test.op, ast.And) == truth:
            for value in test.values:
                env = narrow(value, env, truth)
        return env
    name, kinds = _tested(test)
    if name:
        if isinstance(test, ast.Compare) and isinstance(test.ops[0], (ast.NotEq, ast.IsNot)):
            truth = not truth
        value = env.get(name, ())
        env[name] = tuple(each for each in value if (each.kind in kinds) == truth) if value else ()
    return env


def _tested(test):
    """(path, kinds) for isinstance(x, str), type(x) is str, hasattr(x, 'encode')."""
    if isinstance(test, ast.Call) and isinstance(test.func, ast.Name) and len(test.args) == 2:
        if test.func.id == 'isinstance':
            return path(test.args[0]), _kinds(test.args[1])
        if test.func.id == 'hasattr' and isinstance(test.args[1], ast.Constant):
            kind = {'decode': BYTES, 'encode': TEXT}.get(test.args[1].value)
            return (path(test.args[0]), (kind,)) if kind else (None, ())
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.left, ast.Call) \
            and isinstance(test.left.func, ast.Name) and test.left.func.id == 'type' and len(test.left.args) == 1:
        return path(test.left.args[0]), _kinds(test.comparators[0])
    return None, ()


def _kinds(node):
    kinds = set()
    for each in node.elts if isinstance(node, (ast.Tuple, ast.List)) else [node]:
        name = each.id if isinstance(each, ast.Name) else each.attr if isinstance(each, ast.Attribute) else ''
        if isinstance(each, ast.Call):      # type('')
            name = 'str'
        kinds.add(TYPES.get(name))
    return kinds


def verdict(test, imports):
    """Whether a test of the version of Python holds on Python 3; None for other tests."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        known = verdict(test.operand, imports)
        return None if known is None else not known
    if isinstance(test, (ast.Name, ast.Attribute)):
        name = test.id if isinstance(test, ast.Name) else test.attr
        return True if PYTHON3.match(name) else False if PYTHON2.match(name) else None
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        return _compared(test.left, test.ops[0], test.comparators[0], imports)
    return None


def _compared(left, op, right, imports):
    if {getattr(left, 'id', None), getattr(right, 'id', None)} == {'str', 'bytes'}:
        return isinstance(op, (ast.IsNot, ast.NotEq))
    if isinstance(left, ast.Subscript):
        left = left.value
    name = imports.dotted(left)
    if isinstance(left, ast.Call):
        name = {'platform.python_version_tuple': 'sys.version_info', 'platform.python_version': 'sys.version'}.get(
            imports.dotted(left.func))
    if isinstance(left, ast.Attribute) and left.attr == 'major':
        name = imports.dotted(left.value)
    if name not in ('sys.version_info', 'sys.version', 'sys.hexversion'):
        return None
    first = right.elts[0] if isinstance(right, ast.Tuple) and right.elts else right
    number = first.value if isinstance(first, ast.Constant) else None
    if isinstance(number, str) and number[:1].isdigit():
        number = int(number[0])
    if not isinstance(number, int):
        return None
    if name == 'sys.hexversion':
        number >>= 24
    ours = 3
    if isinstance(op, (ast.Eq, ast.Is)):
        return number == ours
    if isinstance(op, (ast.NotEq, ast.IsNot)):
        return number != ours
    if isinstance(op, (ast.Lt, ast.LtE)):
        # < 3, < (3, 0), <= (2, 7); (3, 8) is one version of 3 against another
        return None if number == ours and isinstance(right, ast.Tuple) and _minor(right) else \
            number > ours or number == ours and isinstance(op, ast.LtE)
    if isinstance(op, (ast.Gt, ast.GtE)):
        return None if number == ours and isinstance(right, ast.Tuple) and _minor(right) else number <= ours
    return None


def _minor(node):
    return len(node.elts) > 1 and isinstance(node.elts[1], ast.Constant) and node.elts[1].value > 0
