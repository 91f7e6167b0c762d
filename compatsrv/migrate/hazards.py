"""From the uses that the flow found to findings: what the rules CS2xx share."""

import ast

from compatsrv.migrate.flow.scope import short, spell
from compatsrv.migrate.spelling import PRINT_TO
from compatsrv.migrate.flow.values import BYTE, BYTES, NATIVE, TEXT

__all__ = ['find', 'origin']

# Source for Python 3 does these on purpose.
DELIBERATE = frozenset(['formatted', 'indexed', 'key', 'makefile', 'printed', 'tested'])
KINDS = {BYTES: 'bytes', BYTE: 'an item of bytes', TEXT: 'str', NATIVE: 'a native string'}


def find(module, code, weight, messages):
    """Yield the findings of a rule for all uses of the kinds that messages names.

    messages: kind of use -> function of the use that returns the message, or None if there is nothing to say.
    """
    for what, say in messages.items():
        if what in DELIBERATE and not module.python2:
            continue
        for use in module.flow.uses.get(what, ()):
            message = say(use)
            if what == 'indexed' and use.node.lineno in module.flow.numbers:
                continue        # what is done with the item is told already
            heavier = weight
            if weight == 'raises' and use.hidden is not None:
                message += '; the `except` at line %d hides it' % use.hidden.lineno
                heavier = 'silent'
            yield module.finding(code, heavier, use.node, message)


def origin(use):
    """What meets there, and where it came from: "data (bytes received at line 12)"."""
    data, name = use.data, _subject(use)
    kind = KINDS[data.kind]
    if data.what in ('a literal', 'an empty literal'):
        said = kind if data.line == use.node.lineno else '%s of line %d' % (kind, data.line)
    elif data.line == use.node.lineno and data.what not in ('received', 'read'):
        said = '%s, %s' % (kind, data.what)
    else:
        said = '%s %s at line %d' % (kind, data.what, data.line)
    return '%s (%s)' % (name, said) if name else said


def _subject(use):
    """The name of the expression that is of the kind of use.data, as far as can be told."""
    node, what, kind = use.node, use.what, use.data.kind
    if isinstance(node, ast.Compare):
        candidates = [node.left] + node.comparators
    elif isinstance(node, ast.BinOp):
        candidates = [node.left, node.right]
    elif isinstance(node, ast.AugAssign):
        candidates = [node.value, node.target]
    elif isinstance(node, ast.Subscript):
        candidates = [node.slice if what in ('key', 'looked up') else node.value]
    elif isinstance(node, ast.Call):
        function = node.func
        if isinstance(function, ast.Attribute) and what in ('method', 'lacking', 'item') and not use.other.startswith('str.'):
            candidates = [function.value]
        else:
            candidates = [arg for arg in node.args if kind == TEXT or not isinstance(arg, ast.Constant)]
            candidates = candidates[1 if getattr(function, 'id', '') == PRINT_TO else 0:]
            if what in ('re', 'wants bytes', 'wants text'):
                candidates.reverse()
    else:
        candidates = [node]
    for each in candidates:
        if isinstance(each, ast.Constant) and isinstance(each.value, str if kind == TEXT else bytes):
            return short(each.value)
        name = spell(each)
        if name and name != use.other:
            return name
    return ''
