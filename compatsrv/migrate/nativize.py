"""--strings native: a program that deals in str goes on doing so, with the bytes of the wire in it.

- handlers become native-string handlers;
- modules whose functions deal in str on 2.7 become those of compatsrv.py2, under the name that the program has for them;
- open() and what else gives bytes becomes one that gives native strings.
"""

import re

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms
from fissix.pytree import Leaf, Node

from compatsrv.migrate import edit, general
from compatsrv.migrate.scan import bound, is_free

__all__ = ['fix']

NATIVES = 'compatsrv.py2.'
ALL = None
# module -> (module of compatsrv.py2, the names for whose sake it is taken; ALL: whichever are used)
MODULES = {
    'struct': ('structs', {'pack', 'unpack', 'pack_into', 'unpack_from', 'Struct', '*'}),
    'pickle': ('pickles', ALL), 'cPickle': ('pickles', ALL),
    'hashlib': ('hashes', ALL), 'md5': ('hashes', ALL), 'sha': ('hashes', ALL), 'hmac': ('macs', ALL),
    'base64': ('base64s', ALL), 'binascii': ('binaries', ALL), 'zlib': ('compressed', ALL), 'json': ('jsons', ALL),
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
WANTING = {'os.write': [1], 'marshal.loads': [0], 'array.array': [1]}
# Names of Python 2 for codecs from str to str.
TO_BYTES = ('hex', 'base64', 'zlib', 'zip', 'bz2', 'quopri', 'uu', 'string_escape', 'string-escape', 'rot13', 'rot_13', 'rot-13')
LITERAL = re.compile(r'[uUbB]?[rR]?["\']([\w-]+)["\']$')
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
    _codecs(rewrite)
    for statement in sorted(rewrite.needs):
        general.add_import(rewrite.root, statement)


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
    for call, target in names.calls(rewrite.index):
        if target == 'os.popen':
            name = call.children[0]
            while len(call.children) > 2:
                if call.children[1].children[0].type == token.LPAR:
                    break
                call.children[1].remove()
            edit.rename(name, 'py2.popen')
            rewrite.need('from compatsrv import py2')


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
    for call, target in list(names.calls(rewrite.index)):
        if target in GIVING and not _wrapped(call):
            _around(rewrite, call, 'compatsrv.n')
        for number in WANTING.get(target, ()):
            arguments = _arguments(call)
            if len(arguments) > number and not _is_call_of(arguments[number], 'compatsrv.b'):
                if target != 'array.array' or _is_string(arguments[number]):
                    edit.wrap(arguments[number], 'compatsrv.b')
                    rewrite.need('import compatsrv')


def _is_string(node):
    return node.type in (token.STRING, token.NAME, syms.power)


def _around(rewrite, node, function):
    edit.wrap(node, function)
    rewrite.need('import compatsrv')


def _wrapped(call):
    parent = call.parent
    return parent.type == syms.trailer and parent.prev_sibling is not None and \
        str(parent.parent).strip().startswith(('compatsrv.n(', 'compatsrv.b('))


def _is_call_of(node, name):
    return str(node).strip().startswith(name + '(')


def _arguments(call):
    trailer = call.children[-1]
    if trailer.type != syms.trailer or len(trailer.children) != 3:
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
