"""What only Python 2 can read, spelt in Python 3's way: edits of fissix's tree's text, none of which crosses a line.

An edit is (line, column, length, replacement). The spelling changes columns, never lines, and is never shown or written.
"""

import re

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

__all__ = ['PRINT_TO', 'edits_of', 'first_leaf']

# `print >>f, x` becomes PRINT_TO(f, x)
PRINT_TO = 'print__to'
RENAMED = {'async': 'asynC', 'await': 'awaiT', 'nonlocal': 'nonlocaL'}
CONSTANTS = ('None', 'True', 'False')
STRING = re.compile(r'([A-Za-z]*)(.*)\Z', re.S)
OCTAL = re.compile(r'0[0-7]*[1-7][0-7]*\Z')
ESCAPE = re.compile(r'\\(\\|[uUN])', re.S)
NOT_ASCII = re.compile(r'[^\x00-\x7f]')


def edits_of(root):
    """What has to be spelt in another way: (line, column, length, replacement)."""
    edits, stack = [], [root]
    while stack:
        node = stack.pop()
        kind = node.type
        if kind < 256:
            edit = LEAVES.get(kind)
        else:
            edit = NODES.get(kind)
            stack.extend(node.children)
        if edit:
            edit(node, edits)
    return edits


def first_leaf(node):
    while node.type >= 256:
        node = node.children[0]
    return node


def _before(node, text, edits):
    leaf = first_leaf(node)
    edits.append((leaf.lineno, leaf.column, 0, text))


def _after(node, text, edits):
    while node.type >= 256:
        node = node.children[-1]
    lines = node.value.split('\n')
    line, column = node.lineno + len(lines) - 1, len(lines[-1]) + (node.column if len(lines) == 1 else 0)
    edits.append((line, column, 0, text))


def _instead(leaf, text, edits):
    """For leaves of one line."""
    edits.append((leaf.lineno, leaf.column, len(leaf.value), text))


def _print(node, edits):
    keyword, rest = node.children[0], node.children[1:]
    if rest and rest[0].type == token.RIGHTSHIFT:
        _instead(keyword, PRINT_TO + '(', edits)
        _instead(rest[0], '  ', edits)
    else:
        _instead(keyword, 'print(', edits)
    _after(node, ')', edits)


def _exec(node, edits):
    _instead(node.children[0], 'exec(', edits)
    for child in node.children:
        if child.type == token.NAME and child.value == 'in':
            _instead(child, ', ', edits)
    _after(node, ')', edits)


def _raise(node, edits):
    if len(node.children) > 3 and node.children[2].type == token.COMMA:
        _instead(node.children[2], '(', edits)
        _after(node, ')', edits)


def _except(node, edits):
    if len(node.children) > 3 and node.children[2].type == token.COMMA:
        _instead(node.children[2], ' as ', edits)
        target = node.children[3]
        if target.type != token.NAME:       # names in a tuple, an attribute: known to nobody afterwards
            leaves = list(target.leaves())
            for leaf in leaves:
                _instead(leaf, 'target__' if leaf is leaves[0] else ' ' * len(leaf.value), edits)


def _backticks(node, edits):
    first, last = node.children[0], node.children[-1]
    if first.type == token.BACKQUOTE:
        _instead(first, 'repr((', edits)
        _instead(last, '))', edits)
    elif first.type == token.STRING:
        _concatenated(node.children, edits)


def _concatenated(strings, edits):
    """b'' beside '' is one string on 2 and an error on 3."""
    prefixes = [STRING.match(leaf.value).group(1).lower() for leaf in strings]
    if len({'b' in prefix for prefix in prefixes}) == 2:
        for leaf, prefix in zip(strings, prefixes):
            if 'b' in prefix:
                edits.append((leaf.lineno, leaf.column + prefix.index('b'), 1, ''))


def _loop_in_list(node, edits):
    """[x for x in 1, 2]"""
    if len(node.children) > 1:
        _before(node, '(', edits)
        _after(node, ')', edits)


def _ends(comma):
    following = comma.next_sibling
    return following is None or following.type == token.RPAR


def _tuple_parameter(node, edits):
    """def f(a, (b, c)): as if it were def f(a, b, c):"""
    if node.parent.type in (syms.tfpdef, syms.tfplist, syms.vfpdef, syms.vfplist):
        return      # within another, which sees to all of it
    names = [leaf for leaf in node.leaves() if leaf.type == token.NAME]
    for leaf in node.leaves():
        if leaf.type in (token.LPAR, token.RPAR) or leaf.type == token.COMMA and _ends(leaf):
            _instead(leaf, ' ', edits)
    if any(child.type == token.EQUAL for child in node.parent.children):
        followed = node.next_sibling is not None and node.next_sibling.type == token.EQUAL
        for leaf in names[:-1] if followed else names:
            _after(leaf, '=None', edits)


def _assignment(node, edits):
    """True, False = 1, 0"""
    for child, following in zip(node.children, node.children[1:]):
        if following.type == token.EQUAL:
            for leaf in child.leaves() if child.type == syms.testlist_star_expr else [child]:
                if leaf.type == token.NAME and leaf.value in CONSTANTS:
                    _instead(leaf, leaf.value.swapcase(), edits)


def _number(leaf, edits):
    text = leaf.value
    if text[-1] in 'lL':
        text = text[:-1]
    if OCTAL.match(text):
        text = str(int(text, 8))
    if text != leaf.value:
        _instead(leaf, text.ljust(len(leaf.value)), edits)


def _string(leaf, edits):
    prefix, rest = STRING.match(leaf.value).groups()
    lower = prefix.lower()
    if lower == 'ur':
        edits.append((leaf.lineno, leaf.column, 1, ' '))
    elif 'b' in lower:
        if not leaf.value.isascii():
            _in_string(NOT_ASCII, lambda match: (match.start(), 1, '?'), leaf, edits)
    elif not lower and '\\' in rest and ESCAPE.search(rest):
        # Letters like all others in Python 2's str
        _in_string(ESCAPE, lambda match: (match.start(), 0, '\\' if match.group(1) != '\\' else ''), leaf, edits)


def _in_string(pattern, edit, leaf, edits):
    for number, line in enumerate(leaf.value.split('\n')):
        for match in pattern.finditer(line):
            column, length, replacement = edit(match)
            edits.append((leaf.lineno + number, column + (0 if number else leaf.column), length, replacement))


def _name(leaf, edits):
    value, parent = leaf.value, leaf.parent
    if value in RENAMED:
        if not (value == 'nonlocal' and parent.type == syms.global_stmt):
            _instead(leaf, RENAMED[value], edits)
    elif value == 'print' and parent.type == syms.simple_stmt:
        _after(leaf, '()', edits)
    elif value in CONSTANTS and parent.type == syms.trailer and parent.children[0].type == token.DOT:
        _instead(leaf, value.swapcase(), edits)


def _not_equal(leaf, edits):
    if leaf.value == '<>':
        _instead(leaf, '!=', edits)


NODES = {syms.print_stmt: _print, syms.exec_stmt: _exec, syms.raise_stmt: _raise, syms.except_clause: _except,
         syms.atom: _backticks, syms.testlist_safe: _loop_in_list, syms.tfpdef: _tuple_parameter,
         syms.vfpdef: _tuple_parameter, syms.expr_stmt: _assignment}
LEAVES = {token.NUMBER: _number, token.STRING: _string, token.NAME: _name, token.NOTEQUAL: _not_equal}
