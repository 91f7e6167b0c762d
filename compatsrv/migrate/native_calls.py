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
GIVING = ('os.urandom', 'os.read', 'xml.etree.ElementTree.tostring', 'quopri.encodestring', 'quopri.decodestring',
          'bz2.compress', 'bz2.decompress')
WANTING = {'os.write': [1], 'xml.dom.minidom.parseString': [0], 'xml.etree.ElementTree.fromstring': [0],
           'xml.etree.ElementTree.XML': [0], 'xml.sax.parseString': [0], 'quopri.encodestring': [0], 'quopri.decodestring': [0],
           'bz2.compress': [0], 'bz2.decompress': [0]}
# A literal of ASCII alone
PLAIN = re.compile(r'''(?:"[^"\\\x80-\U0010ffff]*(?:\\[nrt][^"\\\x80-\U0010ffff]*)*"|'[^'\\\x80-\U0010ffff]*(?:\\[nrt][^'\\\x80-\U0010ffff]*)*')$''')
KIND = re.compile(r'[\w.]+$|[(\[][\w., ]+[)\]]$')
# Methods of str that do something else with native strings than those of Python 3
METHODS = frozenset(('isalnum isalpha isdigit islower isspace istitle isupper capitalize lower swapcase title upper expandtabs '
                     'splitlines strip lstrip rstrip split rsplit decode translate').split())
STRING_KINDS = re.compile(r"\b(?:str|unicode|basestring|StringType|StringTypes|UnicodeType)\b|type\((?:''|\"\")\)")
READERS_OF_BYTES = ('ZipFile', 'GzipFile', 'TarFile', 'is_zipfile')


def fix(rewrite):
    _files(rewrite)
    _calls(rewrite)
    _command_line(rewrite)
    _streams(rewrite)
    _built_ins(rewrite)
    _backticks(rewrite)
    _divisions(rewrite)
    _kinds(rewrite)
    _types(rewrite)
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


def _of_sys(rewrite, names):
    """Yield the leaf and the expression of each that begins with sys.NAME"""
    for leaf in rewrite.index.attributes(names):
        power = leaf.parent.parent
        if power.type == syms.power and rewrite.names.resolve(''.join(map(str, power.children[:2]))) == 'sys.' + leaf.value:
            yield leaf, power


def _command_line(rewrite):
    """sys.argv -> py2.names(sys.argv), unless the program changes it, or looks only at its length or at numbers"""
    found = [power for _, power in _of_sys(rewrite, ['argv'])]
    if any(map(_changes, found)):
        return
    for power in found:
        wanted = power.children[2] if len(power.children) > 2 else None
        outer = power.parent.prev_sibling if power.parent.type == syms.trailer else None
        if not (wanted is not None and str(wanted) == '[0]' or outer is not None and str(outer).strip() in ('len', 'int', 'py2.names')):
            wrap_parts(rewrite, power, 2, 'py2.names')


def _changes(power):
    """Is what an expression stands for assigned to, deleted or given another length?"""
    parent = power.parent
    methods = power.children[2:3] and str(power.children[2]) in ('.append', '.insert', '.pop', '.remove', '.extend')
    return methods or parent.type == syms.del_stmt or parent.type == syms.expr_stmt and power is not parent.children[-1]


def _streams(rewrite):
    """sys.stdout.write(x) -> py2.write(sys.stdout, x); sys.stdin.read() -> py2.stdin().read(); out = py2.stream(sys.stdout)"""
    for leaf, power in _of_sys(rewrite, ['stdin', 'stdout', 'stderr']):
        method = str(power.children[2]) if len(power.children) > 2 else ''
        if leaf.value == 'stdin':
            if method in ('.read', '.readline', '.readlines') or not method and _is_looped(power):
                leaf.parent.remove()
                power.children[0].replace(edit.leaf('py2.stdin()', power.prefix))
                rewrite.need('from compatsrv import py2')
        elif not method:
            if _is_kept(power):
                wrap_parts(rewrite, power, 2, 'py2.stream')
        elif method in ('.write', '.writelines') and len(power.children) == 4 and len(edit.arguments(power, 3)) == 1 \
                and not PLAIN.match(str(edit.arguments(power, 3)[0]).strip()):
            _write_to(power, 'sys.' + leaf.value, method == '.writelines')
            rewrite.need('from compatsrv import py2')


def _write_to(power, stream, all_of):
    argument, prefix = edit.arguments(power, 3)[0], power.prefix
    place = argument.parent
    arguments = Node(syms.arglist, [edit.leaf(stream), Leaf(token.COMMA, ',')])
    argument.replace(arguments)
    argument.prefix = '' if all_of else ' '
    arguments.append_child(Node(syms.argument, [Leaf(token.STAR, '*', prefix=' '), argument]) if all_of else argument)
    for part in power.children[:3]:
        part.remove()
    power.insert_child(0, edit.leaf('py2.write', prefix))
    place.changed()


def _is_kept(power):
    """Is a stream given a name of the program's own?"""
    parent = power.parent
    if parent.type in (syms.parameters, syms.typedargslist, syms.varargslist):
        return True
    return parent.type == syms.expr_stmt and power is parent.children[-1] and not str(parent).strip().startswith('sys.')


def _is_looped(power):
    before = power.prev_sibling
    return before is not None and edit.is_name(before, 'in') and power.parent.type != syms.comparison


def _built_ins(rewrite):
    """cmp() -> py2.cmp(), and others whose meaning is another one on Python 3"""
    for name in ('buffer', 'cmp', 'filter', 'unicode', 'chr', 'oct', 'round', 'repr', 'bytearray'):
        if not bound(rewrite.module, name):
            for leaf in rewrite.index.free([name]):
                rewrite.take(leaf, name)
    for leaf in rewrite.index.free(['bytes']) if not bound(rewrite.module, 'bytes') else ():
        rewrite.take(leaf, 'str')
    of_bytes = any(name in rewrite.index.names for name in ('bytearray', 'buffer', 'memoryview', 'sqlite3'))
    for leaf in rewrite.index.free(['str']) if not bound(rewrite.module, 'str') else ():
        following = leaf.next_sibling
        if following is None or following.type != syms.trailer:
            continue
        if edit.opens(following) and len(following.children) == 2 and following.next_sibling is not None:
            leaf.parent.children[1].insert_child(1, edit.leaf("''"))        # str().join(words)
            rewrite.take(leaf, 'str')
        elif edit.opens(following) and of_bytes:
            rewrite.take(leaf, 'str')
        elif following.children[0].type == token.DOT and following.children[1].value in METHODS:
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


def _types(rewrite):
    """type(x) -> py2.type(x) where it is looked up or shown: that of a native string is str."""
    for leaf in rewrite.index.free(['type']) if not bound(rewrite.module, 'type') else ():
        power = leaf.parent
        if power.type != syms.power or power.children[0] is not leaf or len(edit.arguments(power)) != 1:
            continue
        if len(power.children) == 2:
            parent = power.parent
            taken = parent.type == syms.trailer and (parent.children[0].type == token.LSQB or _looks_up(parent))
            taken = taken or parent.type == syms.comparison and str(parent).count('type(') > 1
        else:
            taken = str(power.children[2]).strip() == '.__name__' and str(edit.arguments(power)[0]).strip() != 'self'
        if taken:
            rewrite.take(leaf, 'type')


def _looks_up(trailer):
    return str(trailer.prev_sibling).strip() in ('.get', '.has_key')


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
    for leaf in rewrite.index.attributes(['get_payload']):
        power = leaf.parent.parent
        number = power.children.index(leaf.parent) + 1
        if any(str(each).strip().startswith('decode') for each in edit.arguments(power, number)):
            wrap_parts(rewrite, power, number + 1, 'py2.strings')
    for leaf in rewrite.index.attributes(['toxml']):
        power = leaf.parent.parent
        number = power.children.index(leaf.parent) + 1
        if len(edit.arguments(power, number)) == 1:     # the encoding
            wrap_parts(rewrite, power, number + 1)
