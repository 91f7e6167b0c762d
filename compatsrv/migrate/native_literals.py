"""Literals and codecs for --strings native: what they make on Python 3 is what they made on 2.7."""

import ast
import re

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms
from fissix.pytree import Leaf, Node

from compatsrv.migrate import edit, literals

__all__ = ['fix', 'wrap_parts']

# Names of Python 2 for codecs from str to str.
TO_BYTES = ('hex', 'base64', 'zlib', 'zip', 'bz2', 'quopri', 'uu', 'string_escape', 'string-escape', 'rot13', 'rot_13', 'rot-13')
LITERAL = re.compile(r'[uUbB]?[rR]?["\']([\w-]+)["\']$')
NOT_ASCII = re.compile(r'[^\x00-\x7f]+')
# Methods that take a string to its end, and exceptions.
SINKS = ('send', 'sendall', 'sendto', 'write', 'debug', 'info', 'warning', 'warn', 'error', 'critical', 'exception', 'log',
         'log_message', 'log_error', 'send_error', 'print')
# Functions whose arguments are names of files
NAMING = frozenset('open file listdir walk glob join exists isfile isdir stat lstat getsize mkdir makedirs remove unlink rmdir rename '
                   'chdir chmod symlink readlink FileHandler copy copyfile copytree move rmtree Popen call system'.split())
MAKERS = ('Exception', 'ValueError', 'RuntimeError', 'TypeError', 'KeyError', 'SystemExit', 'IOError', 'OSError', 'exit', 'len')


def fix(rewrite):
    _literals(rewrite)
    _joins_of_names(rewrite)
    _codec_functions(rewrite)
    _codecs(rewrite)


def _literals(rewrite):
    """Characters beyond ASCII are the bytes of the file; what a literal makes of native strings is one."""
    if 'unicode_literals' in rewrite.module.features:
        return
    encoding = rewrite.module.source.encoding
    for leaf in rewrite.index.strings:
        if leaf.parent is None:
            continue
        if not leaf.value.isascii() and not _is_docstring(leaf):
            _escape(leaf, encoding)
        if _is_name(leaf):
            rewrite.wrap(leaf, 'compatsrv.n')
        else:
            _keep_native(rewrite, leaf)


def _is_name(leaf):
    """Is a literal the name of a file, and no UTF-8? That would do as it is."""
    parent = leaf.parent
    if '\\' not in leaf.value or literals.split(leaf.value)[0] not in ('', 'r') or parent.type not in (syms.trailer, syms.arglist):
        return False
    trailer = parent.parent if parent.type == syms.arglist else parent
    if not edit.opens(trailer) or trailer.prev_sibling is None or str(trailer.prev_sibling).strip().rpartition('.')[2] not in NAMING:
        return False
    try:
        ast.literal_eval('b' + leaf.value).decode('utf-8')
    except UnicodeDecodeError:
        return True
    except (SyntaxError, ValueError):
        pass
    return False


def _escape(leaf, encoding):
    """'\xe9' for a letter e with an accent in a latin-1 file, '\xc3\xa9' in one of UTF-8"""
    prefix, rest = literals.split(leaf.value)
    if 'u' in prefix:
        return
    if 'r' in prefix:
        prefix, rest = prefix.replace('r', ''), literals.unraw(rest)
    rest = NOT_ASCII.sub(lambda match: ''.join('\\x%02x' % byte for byte in bytearray(match.group().encode(encoding))), rest)
    leaf.value = prefix + rest
    leaf.changed()


def _is_docstring(leaf):
    return leaf.parent.type == syms.simple_stmt


def _keep_native(rewrite, leaf):
    """'%s %s' % (a, b) and ','.join(x) are plain str on Python 3, unless n() is around the literal"""
    if literals.split(leaf.value)[0] not in ('', 'r') or leaf.parent.type == syms.atom and len(leaf.parent.children) > 1 \
            and leaf.parent.children[0].type == token.STRING:
        return
    following = leaf.next_sibling
    if following is None or leaf.parent.children[0] is not leaf:
        return
    if leaf.parent.type == syms.power and following.type == syms.trailer and following.children[0].type == token.DOT \
            and following.children[1].value in ('join', 'format') and leaf.value[-2:] not in ('u"', "u'"):
        whole = leaf.parent
    elif leaf.parent.type == syms.term and following.type == token.PERCENT and _has_strings(leaf, following.next_sibling):
        whole = leaf.parent
    else:
        return
    if not _is_consumed(whole):
        rewrite.wrap(leaf, 'compatsrv.n')


def _joins_of_names(rewrite):
    """SEPARATOR.join(x), where that is the name of a literal"""
    for leaf in rewrite.index.attributes(['join']):
        name = leaf.parent.prev_sibling
        whole = leaf.parent.parent
        if name is not None and name.type == token.NAME and whole.children[0] is name and not _is_consumed(whole) \
                and any(map(_names_literal, rewrite.index.names[name.value])):
            rewrite.wrap(name, 'compatsrv.n')


def _names_literal(leaf):
    """Is a leaf the target of an assignment of a str?"""
    statement = leaf.parent
    return statement is not None and statement.type == syms.expr_stmt and statement.children[0] is leaf and len(statement.children) == 3 \
        and statement.children[2].type == token.STRING and literals.split(statement.children[2].value)[0] in ('', 'r')


def _has_strings(leaf, values):
    """May a template give back a string that it was given, and is it given more than that one?"""
    return '%s' in leaf.value.replace('%-', '%') and (values.type == syms.atom and values.children[0].type in (token.LPAR, token.LBRACE))


def _is_consumed(node):
    """Is what an expression gives sent, printed or raised, and nothing else?"""
    while node.parent is not None and (node.parent.type in (syms.arith_expr, syms.term) or (
            node.parent.type == syms.atom and node.parent.children[0].type == token.LPAR)):
        node = node.parent
    parent = node.parent
    if parent.type == syms.arglist:
        parent = parent.parent
    if parent.type in (syms.print_stmt, syms.raise_stmt):
        return True
    if parent.type == syms.trailer and parent.children[0].type == token.LPAR and parent.prev_sibling is not None:
        called = str(parent.prev_sibling).strip().lstrip('.')
        outer = parent.parent
        return called in SINKS and outer.parent is not None and outer.parent.type == syms.simple_stmt or called in MAKERS
    return False


def _codecs(rewrite):
    """x.decode('utf-8') -> compatsrv.n(x).decode('utf-8'); x.encode('utf-8') -> compatsrv.n(x.encode('utf-8'))"""
    for leaf in rewrite.index.attributes(['decode', 'encode']):
        trailer, call = leaf.parent, leaf.parent.next_sibling
        power = trailer.parent
        if call is None or call.type != syms.trailer or call.children[0].type != token.LPAR or power.type != syms.power:
            continue
        codec = _codec(call)
        if codec is None:
            continue
        index = power.children.index(trailer)
        if leaf.value == 'decode' or codec in TO_BYTES:
            wrap_parts(rewrite, power, index)
        else:
            wrap_parts(rewrite, power, index + 2)


def _codec_functions(rewrite):
    """codecs.decode(x, 'hex') -> compatsrv.n(x).decode('hex')"""
    for call, number, target in list(rewrite.names.calls(rewrite.index)):
        arguments = edit.arguments(call, number)
        if target not in ('codecs.encode', 'codecs.decode') or len(arguments) != 2 or arguments[1].type != token.STRING:
            continue
        codec = LITERAL.match(arguments[1].value)
        if codec is None or target == 'codecs.encode' and codec.group(1).lower() not in TO_BYTES:
            continue
        words = str(arguments[0]).strip(), target[7:], arguments[1].value
        new = edit.leaf('compatsrv.n(%s).%s(%s)' % words, call.prefix)
        rest = [part for part in call.children[number + 1:]]
        for part in rest:
            part.remove()
        call.replace(Node(syms.power, [new] + rest) if rest else new)
        rewrite.need('import compatsrv')


def _codec(call):
    """The codec that a call of encode() or decode() names; None if it is not known to be one."""
    if len(call.children) != 3:
        return None
    argument = call.children[1]
    if argument.type == syms.arglist:
        argument = argument.children[0]
    if argument.type != token.STRING:
        return None
    match = LITERAL.match(argument.value)
    return match and match.group(1).lower()


def wrap_parts(rewrite, power, stop, function='compatsrv.n'):
    """Wrap the first parts of x.y(z).w in n(), or in another function."""
    parts = power.children[:stop]
    text = ''.join(map(str, parts)).strip()
    if text.startswith(('compatsrv.n(', 'compatsrv.b(')) and len(parts) == 3 and str(parts[1]) in ('.n', '.b'):
        return
    outer = power.parent
    if stop == len(power.children) and outer.type == syms.trailer and str(outer.parent).strip().startswith(function + '('):
        return
    if parts[0].type == token.STRING and parts[0].value[:1] in 'uU' and stop == 1:
        return
    rewrite.need('import compatsrv' if function.startswith('compatsrv') else 'from compatsrv import py2')
    prefix = parts[0].prefix
    for part in parts:
        part.remove()
    parts[0].prefix = ''
    inner = parts[0] if len(parts) == 1 else Node(syms.power, parts)
    call = Node(syms.power, [edit.leaf(function, prefix),
                             Node(syms.trailer, [Leaf(token.LPAR, '('), inner, Leaf(token.RPAR, ')')])])
    if power.children:
        power.insert_child(0, call)
    else:
        power.replace(call)
