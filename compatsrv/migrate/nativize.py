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
# Functions that take or give names of files: what os.path.join() and its kin do is the same on both.
PATHS = set('abspath exists expanduser expandvars getatime getctime getmtime getsize isdir isfile islink ismount lexists normcase '
            'normpath realpath relpath samefile'.split())
OS = {'path.' + name for name in PATHS}.union(
    'access chdir chmod chown chroot environ execl execle execlp execlpe execv execve execvp execvpe getcwd getenv lchmod lchown '
    'link listdir lstat makedirs mkdir mkfifo mknod open pathconf putenv readlink remove removedirs rename renames rmdir spawnl '
    'spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe startfile stat statvfs symlink system unlink unsetenv utime walk '
    'linesep sep path.sep *'.split())
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
    'gzip': ('gzips', ALL), 'tempfile': ('temporaries', {'NamedTemporaryFile', 'TemporaryFile', 'SpooledTemporaryFile', 'gettempdir',
                                                                       'mkdtemp', 'mkstemp', 'mktemp', 'tempdir', '*'}),
    'ConfigParser': ('configs', ALL), 'sqlite3': ('databases', ALL), 're': ('patterns', ALL), 'types': ('kinds', ALL),
    'mimetools': ('messages', ALL), 'rfc822': ('messages', ALL),
    'urllib': ('urls1', ALL), 'urllib2': ('urls', ALL),
    'urlparse': ('urls', {'parse_qs', 'parse_qsl', '*'}),
    'httplib': ('http_clients', ALL), 'cgi': ('forms', ALL),
    'anydbm': ('dbms', ALL), 'sets': ('set_types', ALL), 'dircache': ('directories', ALL), 'new': ('made', ALL),
    'UserDict': ('user_dicts', {'IterableUserDict', 'DictMixin', '*'}), 'csv': ('csvs', ALL), 'ctypes': ('foreign', ALL), 'email.Header': ('mail_headers', {'decode_header', '*'}),
    'email.header': ('mail_headers', {'decode_header', '*'}), 'marshal': ('marshals', ALL), 'shelve': ('shelves', ALL),
    'popen2': ('popens', ALL), 'HTMLParser': ('html_parsers', {'HTMLParser', 'HTMLParseError', '*'}),
    'subprocess': ('processes', {'Popen', 'call', 'check_call', 'check_output', '*'}), 'commands': ('processes', ALL),
    'StringIO': ('memory', ALL), 'cStringIO': ('memory', ALL),
    'socket': ('sockets', {'socket', 'create_connection', 'fromfd', 'socketpair', 'inet_aton', 'inet_ntoa', 'inet_pton',
                           'inet_ntop', '_fileobject', 'SocketType', '*'}),
    'os': ('systems', OS), 'os.path': ('paths', PATHS | {'sep', '*'}), 'posixpath': ('paths', PATHS | {'sep', '*'}), 'glob': ('globs', ALL),
    'shutil': ('copies', {'copy', 'copy2', 'copyfile', 'copymode', 'copystat', 'copytree', 'make_archive', 'move', 'rmtree', '*'}),
    'logging': ('logs', {'StreamHandler', 'FileHandler', 'basicConfig', 'critical', 'debug', 'error', 'exception', 'fatal', 'info',
                         'log', 'warn', 'warning', 'handlers', 'config', '*'}),
    'logging.handlers': ('log_handlers', ALL), 'logging.config': ('log_configs', ALL),
    'ssl': ('tls', {'wrap_socket', 'PROTOCOL_SSLv2', 'PROTOCOL_SSLv3', '*'}),
}
# `import os.path` gives the name os.
PACKAGES = ('os', 'logging')
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
    """Yield what the file has of a module that it knows as alias: 'x' and 'x.y' of alias.x.y, and '' where it stands alone."""
    for leaf in index.names.get(alias, ()):
        if leaf.parent is not None and is_free(leaf):
            name = ''
            for following in leaf.parent.children[leaf.parent.children.index(leaf) + 1:][:2]:
                if following.type != syms.trailer or following.children[0].type != token.DOT:
                    break
                name += '.' * bool(name) + following.children[1].value
                yield name
            if not name:
                yield name


def _modules(rewrite):
    """import struct -> import compatsrv.py2.structs as struct"""
    for statement, source, entries in edit.imports(rewrite.index.imports):
        if source in MODULES:
            module, wanted = MODULES[source]
            names = {name for name, _, _ in entries}
            for name, alias, _ in entries:
                names.update('%s.%s' % (name, used) for used in _used(rewrite.index, alias or name))
            if wanted is ALL or wanted & names:
                for name in sorted(names):      # a module that is imported from another one
                    module = MODULES.get('%s.%s' % (source, name), [module])[0] if source == 'logging' else module
                edit.rename(statement.children[1], NATIVES + module)
        elif source is None:
            for name, alias, node in entries:
                package = name.partition('.')[0]
                if alias or package not in PACKAGES:
                    package = name
                if name in MODULES:
                    module, wanted = MODULES[name]
                    if package == 'os':
                        module, wanted = MODULES['os']
                    if wanted is ALL or wanted & set(_used(rewrite.index, alias or package)):
                        edit.import_as(node, NATIVES + module, alias or package)


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
