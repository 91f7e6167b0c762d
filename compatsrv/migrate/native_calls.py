"""Built-in names, operators and calls for --strings native: those of compatsrv.py2, where Python 3's do something else."""

import re

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms
from fissix.pytree import Leaf, Node

from compatsrv.migrate import edit
from compatsrv.migrate.native_literals import wrap_parts
from compatsrv.migrate.scan import bound, is_free

__all__ = ['fix']

# What gives bytes, and what wants them, by the numbers of arguments.
GIVING = ('os.urandom', 'os.read', 'marshal.dumps')
WANTING = {'os.write': [1], 'marshal.loads': [0]}
KIND = re.compile(r'[\w.]+$|[(\[][\w., ]+[)\]]$')
STRING_KINDS = re.compile(r"\b(?:str|unicode|basestring|StringType|StringTypes|UnicodeType)\b|type\((?:''|\"\")\)")
READERS_OF_BYTES = ('ZipFile', 'GzipFile', 'TarFile', 'is_zipfile')


def fix(rewrite):
    _files(rewrite)
    _calls(rewrite)
    _built_ins(rewrite)
    _backticks(rewrite)
    _divisions(rewrite)
    _kinds(rewrite)
    _prints(rewrite)


def _files(rewrite):
    """open() and file() -> py2.open()"""
    for name in ('open', 'file'):
        if bound(rewrite.module, name):
            continue
        for leaf in rewrite.index.free([name]):
            following = leaf.next_sibling
            if following is None or following.type != syms.trailer or following.children[0].type != token.LPAR:
                continue
            if not _for_bytes(leaf.parent):
                rewrite.take(leaf, 'open')
            elif name == 'file':
                edit.rename(leaf, 'open')
    for call, number, target in list(rewrite.names.calls(rewrite.index)):
        if target in ('os.popen', 'os.fdopen'):
            for part in call.children[1:number]:
                part.remove()
            rewrite.take(call.children[0], target[3:])


def _built_ins(rewrite):
    """cmp() -> py2.cmp(), and others whose meaning is another one on Python 3"""
    for name in ('cmp', 'filter', 'unicode', 'chr', 'oct', 'round', 'repr', 'bytearray'):
        if not bound(rewrite.module, name):
            for leaf in rewrite.index.free([name]):
                rewrite.take(leaf, name)
    for leaf in rewrite.index.free(['bytes']) if not bound(rewrite.module, 'bytes') else ():
        rewrite.take(leaf, 'str')
    if 'bytearray' in rewrite.index.names:
        for leaf in rewrite.index.free(['str']):
            if leaf.next_sibling is not None and edit.opens(leaf.next_sibling):
                rewrite.take(leaf, 'str')
    if 'unicode' in rewrite.index.names:
        for leaf in rewrite.index.free(['isinstance']):
            call = leaf.next_sibling
            arguments = edit.arguments(leaf.parent) if leaf.parent.type == syms.power and call is not None else []
            for each in arguments[1].leaves() if len(arguments) == 2 else ():
                if edit.is_name(each, 'str') and is_free(each):
                    rewrite.take(each, 'str')


def _backticks(rewrite):
    """`x` -> py2.repr(x)"""
    for leaf in rewrite.index.types[token.BACKQUOTE][::-1]:
        atom = leaf.parent
        if atom is None or atom.children[0] is not leaf:
            continue
        inner, prefix = atom.children[1], atom.prefix
        inner.remove()
        if inner.type == syms.testlist1:
            inner.prefix = ''
            inner = Node(syms.atom, [Leaf(token.LPAR, '('), inner, Leaf(token.RPAR, ')')])
        inner.prefix = ''
        atom.replace(Node(syms.power, [edit.leaf('py2.repr', prefix), Node(syms.trailer, [Leaf(token.LPAR, '('), inner, Leaf(token.RPAR, ')')])]))
        rewrite.need('from compatsrv import py2')


def _divisions(rewrite):
    """a / b -> a // b where both are whole numbers, py2.div(a, b) where nobody knows"""
    if 'division' in rewrite.module.features:
        return
    for leaf in rewrite.index.types[token.SLASH]:
        if leaf.parent.type == syms.term and leaf.parent.children.count(leaf) and not _is_float(leaf.parent):
            _divide(rewrite, leaf)


def _is_float(node):
    """Does an expression have a number with a point in it, or float()?"""
    return any(each.type == token.NUMBER and not each.value.isalnum() or each.type == token.NAME and each.value == 'float'
               for each in node.leaves())


def _is_whole(node):
    return node.type == token.NUMBER or node.type == syms.power and str(node).strip().startswith(('len(', 'int(', 'ord('))


def _divide(rewrite, leaf):
    term = leaf.parent
    index = term.children.index(leaf)
    left, right = term.children[:index], term.children[index + 1]
    if all(_is_whole(node) for node in left[::2] + [right]):
        leaf.value = '//'
        leaf.changed()
        return
    rest = term.children[index + 2:]
    prefix = term.prefix
    for node in left + [leaf, right] + rest:
        node.remove()
    left[0].prefix, right.prefix = '', ' '
    first = left[0] if len(left) == 1 else Node(syms.term, left)
    call = Node(syms.power, [edit.leaf('py2.div', prefix), Node(syms.trailer, [
        Leaf(token.LPAR, '('), Node(syms.arglist, [first, Leaf(token.COMMA, ','), right]), Leaf(token.RPAR, ')')])])
    term.replace(Node(syms.term, [call] + rest) if rest else call)
    rewrite.need('from compatsrv import py2')


def _kinds(rewrite):
    """type(x) == str -> isinstance(x, str): a native string is an instance of str, and its type is another."""
    for leaf in rewrite.index.free(['type']):
        power = leaf.parent
        if power.type != syms.power or len(power.children) != 2 or power.parent.type != syms.comparison:
            continue
        comparison = power.parent
        if comparison.children[0] is not power or len(comparison.children) != 3 or len(power.children[1].children) != 3:
            continue
        _, operator, kind = comparison.children
        text = str(kind).strip()
        sign = str(operator).split()
        if sign not in (['=='], ['is'], ['!='], ['<>'], ['is', 'not'], ['in'], ['not', 'in']) or not STRING_KINDS.search(text):
            continue
        if text in ("type('')", 'type("")'):
            text = 'str'
        elif not KIND.match(text):
            continue
        if 'unicode' in rewrite.index.names:        # as _built_ins() has it for isinstance()
            text = re.sub(r'(?<![\w.])str\b', 'py2.str', text)
            rewrite.need('from compatsrv import py2')
        not_ = 'not ' if sign in (['!='], ['<>'], ['is', 'not'], ['not', 'in']) else ''
        inner = str(power.children[1].children[1])
        comparison.replace(edit.leaf('%sisinstance(%s, %s)' % (not_, inner, text), comparison.prefix))


def _prints(rewrite):
    """The statement print -> the function that does the same on both"""
    if rewrite.index.types[syms.print_stmt] or any(leaf.parent.type == syms.simple_stmt for leaf in rewrite.index.names['print']):
        rewrite.need('from compatsrv.py2 import print')


def _for_bytes(call):
    """Is a call an argument of what wants a file of bytes?"""
    parent = call.parent
    if parent.type == syms.arglist:
        parent = parent.parent
    if parent.type != syms.trailer or parent.prev_sibling is None:
        return False
    name = str(parent.prev_sibling).strip().lstrip('.')
    return name in READERS_OF_BYTES


def _calls(rewrite):
    """compatsrv.n() around what gives bytes, compatsrv.b() around what has to be bytes."""
    for call, number, target in list(rewrite.names.calls(rewrite.index)):
        for place in WANTING.get(target, ()):
            arguments = edit.arguments(call, number)
            if len(arguments) > place and not str(arguments[place]).strip().startswith('compatsrv.b('):
                rewrite.wrap(arguments[place], 'compatsrv.b')
        if target in GIVING:
            wrap_parts(rewrite, call, number + 1)
