"""The name of a caught exception is gone after its suite on Python 3

Python 2 keeps it. Where it is used later, it is given to a name that stays.

Before:

    try:
        serve()
    except ValueError, e:
        pass
    print e

After:

    try:
        serve()
    except ValueError as e_caught:
        e = e_caught
    print(e)
"""

import re

from fissix import fixer_util
from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

from compatsrv.migrate import edit

CODE = 'CS120'
TITLE = 'the name of a caught exception is gone after its suite on Python 3'
WEIGHT = 'raises'
READS = 'root'
WORD = re.compile(r'except\b[^:\n]+(?:,|\bas\b)[ \t]*\w+[ \t]*\)?:')
SCOPES = (syms.funcdef, syms.classdef, syms.lambdef, syms.file_input)


def find(module):
    if module.root is None or not WORD.search(module.text):
        return
    for _, name in lost(module):
        yield module.finding(CODE, WEIGHT, name, '%s is used after its suite, where it is gone on Python 3' % name.value)


def lost(module):
    """Yield (except clause, the leaf of its name) where the name is used outside the suites that catch it."""
    for clause in module.index.types[syms.except_clause]:
        if len(clause.children) != 4 or clause.children[3].type != token.NAME:
            continue
        name = clause.children[3]
        scope = _scope(clause)
        uses = [leaf for leaf in module.index.free([name.value]) if _scope(leaf) is scope]
        outside = [leaf for leaf in uses if not _is_caught(leaf, name.value) and leaf.parent.type != syms.except_clause]
        after = [leaf for leaf in outside if (leaf.lineno, leaf.column) > (name.lineno, name.column)]
        given = [leaf for leaf in after if _is_set(leaf) and not _is_within(leaf, clause.parent)]
        if any(not _is_set(leaf) and not _is_given_before(leaf, given) for leaf in after):
            yield clause, name


def _is_given_before(leaf, given):
    """Does whoever comes to a leaf pass one of those that give the name a value, as far as suites tell?"""
    for each in given:
        if (each.lineno, each.column) >= (leaf.lineno, leaf.column):
            return False
        block = each
        while block.parent is not None and block.type not in (syms.simple_stmt, syms.for_stmt):
            block = block.parent
        if block.parent is not None and _is_within(leaf, block.parent):
            return True
    return False


def _is_within(node, ancestor):
    while node is not None and node is not ancestor:
        node = node.parent
    return node is ancestor


def _scope(node):
    node = node.parent
    while node.parent is not None and node.type not in SCOPES:
        node = node.parent
    return node


def _is_caught(leaf, name):
    """Does a leaf stand in the suite of an except clause with that name?"""
    node = leaf
    while node is not None and node.type not in SCOPES:
        clause = node.prev_sibling.prev_sibling if node.prev_sibling is not None else None
        if clause is not None and clause.type == syms.except_clause and len(clause.children) == 4 \
                and str(clause.children[3]).strip() == name:
            return True
        node = node.parent
    return False


def _is_set(leaf):
    """Is a leaf the target of an assignment or a loop?"""
    parent = leaf.parent
    if parent.type == syms.for_stmt:
        return parent.children[1] is leaf
    return parent.type == syms.expr_stmt and parent.children[0] is leaf and parent.children[1].type == token.EQUAL


def fix(rewrite):
    if not WORD.search(rewrite.module.text):
        return
    for clause, name in list(lost(rewrite.module)):
        kept, suite = name.value, clause.next_sibling.next_sibling
        edit.rename(name, kept + '_caught')
        statement = '%s = %s_caught' % (kept, kept)
        if suite.type != syms.suite:        # on the line of the clause
            first, end = suite.children[0], '; '
        else:
            first = next(child for child in suite.children if child.type not in (token.NEWLINE, token.INDENT))
            end = '\n' + fixer_util.find_indentation(first)
        suite.insert_child(suite.children.index(first), edit.leaf(statement + end, first.prefix))
        first.prefix = ''
