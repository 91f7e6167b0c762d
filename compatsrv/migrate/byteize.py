"""--strings bytes: literals that meet received data or reach the wire become b''. What cannot be proved is left with its finding.

Where bytes and str meet is known from the rules about strings; a literal that stands there, and no other, is changed.
"""

import re

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

from compatsrv.migrate.rules import all_rules

__all__ = ['fix']

# Rules that tell of a str where bytes are, and what is wrong with a literal there.
CODES = ('CS201', 'CS202', 'CS203', 'CS204', 'CS205', 'CS207', 'CS211', 'CS212', 'CS213', 'CS214', 'CS215', 'CS216', 'CS217', 'CS220')
LITERAL = re.compile(r'([rR]?)(["\'].*)', re.S)
# What a literal may stand in, up to the place where bytes and str meet.
SPINE = (syms.arith_expr, syms.term, syms.comparison, syms.atom, syms.testlist_gexp, syms.listmaker, syms.test, syms.or_test, syms.and_test,
         syms.not_test, syms.arglist, syms.trailer, syms.power, syms.expr_stmt, syms.argument, syms.dictsetmaker)
SENDING = ('send', 'sendall', 'sendto', 'write', 'writelines', 'split', 'rsplit', 'startswith', 'endswith', 'find', 'rfind', 'index', 'rindex',
           'count', 'replace', 'strip', 'lstrip', 'rstrip', 'partition', 'rpartition', 'join', 'match', 'search', 'findall', 'sub', 'compile')


def fix(rewrite):
    """Change the literals where the rules found a str; the rounds of rewrite find what that brings to light."""
    module = rewrite.module
    places = {(finding.line, finding.col - 1) for rule in all_rules() if rule.CODE in CODES for finding in rule.find(module)}
    if not places:
        return
    first = {}
    for leaf in rewrite.root.leaves():
        first.setdefault((leaf.lineno, leaf.column), leaf)
    for place in sorted(places):
        leaf = first.get(place)
        if leaf is not None and leaf.parent is not None:
            anchor = _anchor(leaf)
            _literals_of(anchor)
            if anchor.type in (syms.expr_stmt, syms.arith_expr) or anchor.parent.type in (syms.expr_stmt, syms.arith_expr):
                _first_values(anchor)


def _anchor(leaf):
    """The smallest expression at a place that has a literal."""
    node = leaf
    while node.parent is not None and node.parent.type in SPINE and next(node.parent.leaves()) is leaf:
        node = node.parent
        if any(each.type == token.STRING for each in node.leaves()):
            break
    while node.parent is not None and node.parent.type in (syms.arith_expr, syms.term) and next(node.parent.leaves()) is leaf:
        node = node.parent
    return node


def _first_values(anchor):
    """buf = '' of the same function, where buf += data gets bytes"""
    function = anchor
    while function.parent is not None and function.type not in (syms.funcdef, syms.file_input):
        function = function.parent
    names = {str(node).strip() for node in anchor.children if node.type in (token.NAME, syms.power)}
    for statement in function.pre_order():
        if statement.type == syms.expr_stmt and len(statement.children) == 3 and statement.children[1].type == token.EQUAL \
                and str(statement.children[0]).strip() in names and statement.children[2].type == token.STRING:
            _literals_of(statement.children[2])


def _literals_of(anchor):
    for leaf in list(anchor.leaves()):
        if leaf.type == token.STRING and _belongs(leaf, anchor):
            match = LITERAL.match(leaf.value)
            if match and leaf.value.isascii():
                leaf.value = 'b' + leaf.value
                leaf.changed()


def _belongs(leaf, anchor):
    """Is a literal part of the value itself, and not of the arguments of something that gives it?"""
    node = leaf
    while node is not anchor:
        parent = node.parent
        if parent.type not in SPINE:
            return False
        if parent.type == syms.trailer:
            called = parent.prev_sibling
            name = str(called).strip().lstrip('.') if called is not None else ''
            if parent.children[0].type == token.LPAR and name not in SENDING:
                return False
        if parent.type == syms.argument and node is parent.children[0]:
            return False
        node = parent
    return True
