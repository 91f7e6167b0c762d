"""--strings native: a program that deals in str goes on doing so, with the bytes of the wire in it.

- handlers become native-string handlers;
- modules whose functions deal in str on 2.7 become those of compatsrv.py2, under the name that the program has for them;
- open() and what else gives bytes becomes one that gives native strings.
"""

import re

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms
from fissix.pytree import Leaf, Node

from compatsrv.migrate import edit, literals
from compatsrv.migrate.scan import bound, is_free

__all__ = ['fix']

NATIVES = 'compatsrv.py2.'
ALL = None
# module -> (module of compatsrv.py2, the names for whose sake it is taken; ALL: whichever are used)
MODULES = {
    'struct': ('structs', {'pack', 'unpack', 'pack_into', 'unpack_from', 'Struct', '*'}),
    'pickle': ('pickles', ALL), 'cPickle': ('pickles', ALL),
    'hashlib': ('hashes', ALL), 'md5': ('md5s', ALL), 'sha': ('shas', ALL), 'array': ('arrays', ALL), 'hmac': ('macs', ALL),
    'base64': ('base64s', ALL), 'binascii': ('binaries', ALL), 'zlib': ('compressed', ALL), 'json': ('jsons', ALL),
    'string': ('texts', {'lower', 'upper', 'swapcase', 'capitalize', 'strip', 'lstrip', 'rstrip', 'split', 'rsplit', 'splitfields',
                         'find', 'rfind', 'index', 'rindex', 'count', 'ljust', 'rjust', 'center', 'zfill', 'expandtabs',
                         'translate', 'join', 'joinfields', 'replace', 'capwords', 'atoi', 'atof', 'atol', 'maketrans',
                         'lowercase', 'uppercase', 'letters', '*'}),
    'xmlrpclib': ('xmlrpcs', ALL), 'SimpleXMLRPCServer': ('xmlrpc_servers', ALL), 'DocXMLRPCServer': ('xmlrpc_servers', ALL),
    'gzip': ('gzips', ALL), 'tempfile': ('temporaries', {'NamedTemporaryFile', 'TemporaryFile', 'SpooledTemporaryFile', '*'}),
    'ConfigParser': ('configs', ALL), 'sqlite3': ('databases', ALL), 're': ('patterns', ALL), 'types': ('kinds', ALL),
    'mimetools': ('messages', ALL), 'rfc822': ('messages', ALL),
    'urllib': ('urls1', ALL), 'urllib2': ('urls', ALL),
    'urlparse': ('urls', {'parse_qs', 'parse_qsl', '*'}),
    'httplib': ('http_clients', ALL), 'cgi': ('forms', ALL),
    'subprocess': ('processes', {'Popen', 'check_output', '*'}), 'commands': ('processes', ALL),
    'StringIO': ('memory', ALL), 'cStringIO': ('memory', ALL),
    'socket': ('sockets', {'socket', 'create_connection', 'fromfd', 'socketpair', 'inet_aton', 'inet_ntoa', 'inet_pton',
                           'inet_ntop', '_fileobject', 'SocketType', '*'}),
    'ssl': ('tls', {'wrap_socket', 'PROTOCOL_SSLv2', 'PROTOCOL_SSLv3', '*'}),
}
HANDLERS = ('BaseRequestHandler', 'StreamRequestHandler', 'DatagramRequestHandler')
HTTP = ('BaseHTTPServer.BaseHTTPRequestHandler', 'SimpleHTTPServer.SimpleHTTPRequestHandler',
        'CGIHTTPServer.CGIHTTPRequestHandler', 'SimpleXMLRPCServer.SimpleXMLRPCRequestHandler')
STREAMS = ('rfile', 'wfile', 'request', 'connection')
# What gives bytes, and what wants them, by the numbers of arguments.
GIVING = ('os.urandom', 'os.read', 'marshal.dumps')
WANTING = {'os.write': [1], 'marshal.loads': [0]}
# Names of Python 2 for codecs from str to str.
TO_BYTES = ('hex', 'base64', 'zlib', 'zip', 'bz2', 'quopri', 'uu', 'string_escape', 'string-escape', 'rot13', 'rot_13', 'rot-13')
LITERAL = re.compile(r'[uUbB]?[rR]?["\']([\w-]+)["\']$')
NOT_ASCII = re.compile(r'[^\x00-\x7f]+')
KIND = re.compile(r'[\w.]+$|[(\[][\w., ]+[)\]]$')
STRING_KINDS = re.compile(r"\b(?:str|unicode|basestring|StringType|StringTypes|UnicodeType)\b|type\((?:''|\"\")\)")
# Methods that take a string to its end, and exceptions.
SINKS = ('send', 'sendall', 'sendto', 'write', 'debug', 'info', 'warning', 'warn', 'error', 'critical', 'exception', 'log',
         'log_message', 'log_error', 'send_error', 'print')
MAKERS = ('Exception', 'ValueError', 'RuntimeError', 'TypeError', 'KeyError', 'SystemExit', 'IOError', 'OSError', 'exit', 'len')
READERS_OF_BYTES = ('ZipFile', 'GzipFile', 'TarFile', 'is_zipfile')


def fix(rewrite):
    """Edit the tree of a Python 2 program; nothing for one that is on compatsrv already."""
    names = rewrite.names
    used = Use(rewrite)
    _handlers(rewrite, names)
    _http_handlers(rewrite, names)
    _modules(rewrite, used)
    _files(rewrite, names)
    _calls(rewrite, names)
    _built_ins(rewrite)
    _divisions(rewrite)
    _kinds(rewrite)
    _literals(rewrite)
    _joins_of_names(rewrite)
    _prints(rewrite)
    _codecs(rewrite)


class Use(object):
    """How the file uses a module that it imported: alias -> names after the dot, and '' where it stands alone."""

    def __init__(self, rewrite):
        self.index = rewrite.index

    def of(self, alias):
        for leaf in self.index.names.get(alias, ()):
            if leaf.parent is not None and is_free(leaf):
                following = leaf.next_sibling
                if following is not None and following.type == syms.trailer and following.children[0].type == token.DOT:
                    yield following.children[1].value
                else:
                    yield ''


def _modules(rewrite, used):
    """import struct -> import compatsrv.py2.structs as struct"""
    for statement, source, entries in edit.imports(rewrite.root):
        if source in MODULES:
            module, wanted = MODULES[source]
            if wanted is ALL or wanted & {name for name, _, _ in entries}:
                edit.rename(statement.children[1], NATIVES + module)
        elif source is None:
            for name, alias, node in entries:
                if name in MODULES:
                    module, wanted = MODULES[name]
                    if wanted is ALL or wanted & set(used.of(alias or name)):
                        edit.import_as(node, NATIVES + module, alias or name)


# -- handlers

def _handlers(rewrite, names):
    """SocketServer.StreamRequestHandler -> SocketServer.NativeStreamRequestHandler"""
    for alias, target in sorted(names.known.items()):
        if target == 'SocketServer':
            for leaf in rewrite.index.free([alias]):
                following = leaf.next_sibling
                if following is not None and following.type == syms.trailer and following.children[0].type == token.DOT:
                    _make_native(following.children[1])
    own = {leaf.value for node in rewrite.index.types[syms.classdef] for leaf in [node.children[1]]}
    for statement, source, entries in edit.imports(rewrite.root):
        if source != 'SocketServer':
            continue
        for name, alias, node in entries:
            if name in HANDLERS:
                _make_native(node if node.type == token.NAME else node.children[0])
            if not alias and name in HANDLERS or name == '*':
                for each in HANDLERS if name == '*' else [name]:
                    for leaf in rewrite.index.free([each] if each not in own else []):
                        _make_native(leaf)


def _make_native(leaf):
    if leaf.value in HANDLERS:
        leaf.value = 'Native' + leaf.value
        leaf.changed()


def _http_handlers(rewrite, names):
    """class H(BaseHTTPRequestHandler) -> class H(compatsrv.NativeStringMixIn, BaseHTTPRequestHandler)"""
    if not any(name in rewrite.index.names for name in STREAMS):
        return
    for node in rewrite.index.types[syms.classdef]:
        bases = _bases(node)
        for base in bases:
            if names.resolve(base) in HTTP and not any('NativeStringMixIn' in str(each) for each in bases):
                mixin = edit.leaf('compatsrv.NativeStringMixIn', base.prefix)
                rewrite.need('import compatsrv')
                base.prefix = ' '
                if base.parent.type == syms.arglist:
                    index = base.parent.children.index(base)
                    base.parent.insert_child(index, Leaf(token.COMMA, ','))
                    base.parent.insert_child(index, mixin)
                else:
                    arguments = Node(syms.arglist, [mixin, Leaf(token.COMMA, ',')])
                    base.replace(arguments)
                    arguments.append_child(base)
                break


def _bases(node):
    if node.children[2].type != token.LPAR or node.children[3].type == token.RPAR:
        return []
    inner = node.children[3]
    return inner.children[::2] if inner.type == syms.arglist else [inner]


# -- calls

def _files(rewrite, names):
    """open() and file() -> py2.open()"""
    for name in ('open', 'file'):
        if bound(rewrite.module, name):
            continue
        for leaf in rewrite.index.free([name]):
            following = leaf.next_sibling
            if following is None or following.type != syms.trailer or following.children[0].type != token.LPAR:
                continue
            if not _for_bytes(leaf.parent):
                edit.rename(leaf, 'py2.open')
                rewrite.need('from compatsrv import py2')
            elif name == 'file':
                edit.rename(leaf, 'open')
    for call, number, target in list(names.calls(rewrite.index)):
        if target in ('os.popen', 'os.fdopen'):
            for part in call.children[1:number]:
                part.remove()
            edit.rename(call.children[0], target.replace('os', 'py2'))
            rewrite.need('from compatsrv import py2')


def _built_ins(rewrite):
    """cmp() -> py2.cmp(), and others whose meaning is another one on Python 3"""
    for name in ('cmp', 'filter', 'unicode', 'chr', 'oct', 'round', 'repr', 'bytearray'):
        if not bound(rewrite.module, name):
            for leaf in rewrite.index.free([name]):
                edit.rename(leaf, 'py2.' + name)
                rewrite.need('from compatsrv import py2')


    for leaf in rewrite.index.free(['bytes']) if not bound(rewrite.module, 'bytes') else ():
        edit.rename(leaf, 'py2.str')
        rewrite.need('from compatsrv import py2')
    if 'bytearray' in rewrite.index.names:
        for leaf in rewrite.index.free(['str']):
            if leaf.next_sibling is not None and _opens(leaf.next_sibling):
                edit.rename(leaf, 'py2.str')
                rewrite.need('from compatsrv import py2')
    if 'unicode' in rewrite.index.names:
        for leaf in rewrite.index.free(['isinstance']):
            call = leaf.next_sibling
            arguments = _arguments(leaf.parent) if leaf.parent.type == syms.power and call is not None else []
            for each in arguments[1].leaves() if len(arguments) == 2 else ():
                if edit.is_name(each, 'str') and is_free(each):
                    edit.rename(each, 'py2.str')
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
        not_ = 'not ' if sign in (['!='], ['<>'], ['is', 'not'], ['not', 'in']) else ''
        inner = str(power.children[1].children[1])
        comparison.replace(edit.leaf('%sisinstance(%s, %s)' % (not_, inner, text), comparison.prefix))


# -- literals

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
        _keep_native(rewrite, leaf)


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
        edit.wrap(leaf, 'compatsrv.n')
        rewrite.need('import compatsrv')


def _joins_of_names(rewrite):
    """SEPARATOR.join(x), where that is the name of a literal"""
    for leaf in rewrite.index.attributes(['join']):
        name = leaf.parent.prev_sibling
        whole = leaf.parent.parent
        if name is not None and name.type == token.NAME and whole.children[0] is name and not _is_consumed(whole) \
                and any(map(_names_literal, rewrite.index.names[name.value])):
            edit.wrap(name, 'compatsrv.n')
            rewrite.need('import compatsrv')


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


def _calls(rewrite, names):
    """compatsrv.n() around what gives bytes, compatsrv.b() around what has to be bytes."""
    for call, number, target in list(names.calls(rewrite.index)):
        for place in WANTING.get(target, ()):
            arguments = _arguments(call, number)
            if len(arguments) > place and not _is_call_of(arguments[place], 'compatsrv.b'):
                edit.wrap(arguments[place], 'compatsrv.b')
                rewrite.need('import compatsrv')
        if target in GIVING:
            _wrap_parts(rewrite, call, 0, number + 1)


def _is_call_of(node, name):
    return str(node).strip().startswith(name + '(')


def _opens(node):
    return node.type == syms.trailer and node.children[0].type == token.LPAR


def _arguments(call, number=1):
    """The arguments of a call; number: where among the node's children they stand."""
    trailer = call.children[number] if number < len(call.children) else None
    if trailer is None or not _opens(trailer) or len(trailer.children) != 3:
        return []
    inner = trailer.children[1]
    return inner.children[::2] if inner.type == syms.arglist else [inner]


# -- encode() and decode()

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
            _wrap_parts(rewrite, power, 0, index)
        elif codec not in TO_BYTES:
            _wrap_parts(rewrite, power, 0, index + 2)


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


def _wrap_parts(rewrite, power, start, stop):
    """Wrap the first parts of x.y(z).w in n()."""
    parts = power.children[start:stop]
    text = ''.join(map(str, parts)).strip()
    if text.startswith(('compatsrv.n(', 'compatsrv.b(')) and len(parts) == 3 and str(parts[1]) in ('.n', '.b'):
        return
    outer = power.parent
    if stop == len(power.children) and outer.type == syms.trailer and str(outer.parent).strip().startswith('compatsrv.n('):
        return
    if parts[0].type == token.STRING and parts[0].value[:1] in 'uU' and stop == 1:
        return
    rewrite.need('import compatsrv')
    prefix = parts[0].prefix
    for part in parts:
        part.remove()
    parts[0].prefix = ''
    inner = parts[0] if len(parts) == 1 else Node(syms.power, parts)
    call = Node(syms.power, [edit.leaf('compatsrv.n', prefix),
                             Node(syms.trailer, [Leaf(token.LPAR, '('), inner, Leaf(token.RPAR, ')')])])
    if power.children:
        power.insert_child(0, call)
    else:
        power.replace(call)
