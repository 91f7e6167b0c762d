"""--strings native: a program that deals in str goes on doing so, with the bytes of the wire in it.

- handlers become native-string handlers;
- modules whose functions deal in str on 2.7 become those of compatsrv.py2, under the name that the program has for them;
- open() and what else gives bytes becomes one that gives native strings.
"""

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms
from fissix.pytree import Leaf, Node

from compatsrv.migrate import edit, native_calls, native_literals
from compatsrv.migrate.scan import is_free

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
    'anydbm': ('dbms', ALL), 'sets': ('set_types', ALL), 'dircache': ('directories', ALL), 'new': ('made', ALL),
    'UserDict': ('user_dicts', {'IterableUserDict', 'DictMixin', '*'}), 'csv': ('csvs', ALL), 'ctypes': ('foreign', ALL), 'email.Header': ('mail_headers', {'decode_header', '*'}),
    'email.header': ('mail_headers', {'decode_header', '*'}), 'marshal': ('marshals', ALL), 'shelve': ('shelves', ALL),
    'popen2': ('popens', ALL), 'HTMLParser': ('html_parsers', {'HTMLParser', 'HTMLParseError', '*'}),
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


def fix(rewrite):
    """Edit the tree of a Python 2 program; nothing for one that is on compatsrv already."""
    _handlers(rewrite)
    _http_handlers(rewrite)
    _modules(rewrite)
    native_calls.fix(rewrite)
    native_literals.fix(rewrite)


def _used(index, alias):
    """Yield the names after the dot of a module that the file has as alias, and '' where it stands alone."""
    for leaf in index.names.get(alias, ()):
        if leaf.parent is not None and is_free(leaf):
            following = leaf.next_sibling
            if following is not None and following.type == syms.trailer and following.children[0].type == token.DOT:
                yield following.children[1].value
            else:
                yield ''


def _modules(rewrite):
    """import struct -> import compatsrv.py2.structs as struct"""
    for statement, source, entries in edit.imports(rewrite.index.imports):
        if source in MODULES:
            module, wanted = MODULES[source]
            if wanted is ALL or wanted & {name for name, _, _ in entries}:
                edit.rename(statement.children[1], NATIVES + module)
        elif source is None:
            for name, alias, node in entries:
                if name in MODULES:
                    module, wanted = MODULES[name]
                    if wanted is ALL or wanted & set(_used(rewrite.index, alias or name)):
                        edit.import_as(node, NATIVES + module, alias or name)


def _handlers(rewrite):
    """SocketServer.StreamRequestHandler -> SocketServer.NativeStreamRequestHandler"""
    for alias, target in sorted(rewrite.names.known.items()):
        if target == 'SocketServer':
            for leaf in rewrite.index.free([alias]):
                following = leaf.next_sibling
                if following is not None and following.type == syms.trailer and following.children[0].type == token.DOT:
                    _make_native(following.children[1])
    own = {leaf.value for node in rewrite.index.types[syms.classdef] for leaf in [node.children[1]]}
    for statement, source, entries in edit.imports(rewrite.index.imports):
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


def _http_handlers(rewrite):
    """class H(BaseHTTPRequestHandler) -> class H(compatsrv.NativeStringMixIn, BaseHTTPRequestHandler)"""
    if not any(name in rewrite.index.names for name in STREAMS):
        return
    for node in rewrite.index.types[syms.classdef]:
        bases = _bases(node)
        for base in bases:
            if rewrite.names.resolve(base) in HTTP and not any('NativeStringMixIn' in str(each) for each in bases):
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
