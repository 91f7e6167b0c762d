"""--to py3: the way out. A migrated program on plain Python 3, without six, and without compatsrv where it uses nothing of its own.

Where it does, as native strings, compatsrv stays, and CS501 tells what for.
"""

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

from compatsrv.migrate import edit
from compatsrv.migrate.rules.CS501_own import uses

__all__ = ['fix']

MODULES = {
    'BaseHTTPServer': 'http.server', 'SimpleHTTPServer': 'http.server', 'CGIHTTPServer': 'http.server', 'configparser': 'configparser',
    'copyreg': 'copyreg', 'http_cookies': 'http.cookies', 'http_cookiejar': 'http.cookiejar', 'cPickle': 'pickle', 'builtins': 'builtins',
    'html_entities': 'html.entities', 'html_parser': 'html.parser', 'http_client': 'http.client', 'queue': 'queue', 'reprlib': 'reprlib',
    'socketserver': 'socketserver', '_thread': '_thread', '_dummy_thread': '_thread', 'tkinter': 'tkinter', 'winreg': 'winreg',
    'urllib.parse': 'urllib.parse', 'urllib.request': 'urllib.request', 'urllib.error': 'urllib.error', 'dbm_gnu': 'dbm.gnu',
    'urllib_robotparser': 'urllib.robotparser', 'xmlrpc_client': 'xmlrpc.client', 'xmlrpc_server': 'xmlrpc.server',
}
BUILTINS = {'range', 'xrange', 'map', 'filter', 'zip', 'input'}
NAMES = {'text_type': 'str', 'string_types': 'str', 'integer_types': 'int', 'binary_type': 'bytes', 'unichr': 'chr', 'StringIO': 'io.StringIO',
         'BytesIO': 'io.BytesIO', 'MAXSIZE': 'sys.maxsize'}
METHODS = {'iteritems': 'items', 'itervalues': 'values', 'iterkeys': 'keys', 'viewitems': 'items', 'viewkeys': 'keys', 'viewvalues': 'values'}
FUTURE = {'print_function', 'absolute_import', 'division', 'unicode_literals', 'with_statement', 'generators', 'nested_scopes'}


def fix(rewrite):
    own = bool(list(uses(rewrite.index)))
    _uses_of_six(rewrite)
    for statement, source, entries in list(rewrite.names.statements):
        if source == '__future__':
            _drop(statement, entries, FUTURE)
        elif source == 'six.moves':
            _drop(statement, entries, BUILTINS)
        elif source is not None and source.startswith('six.moves.') and source[10:] in MODULES:
            edit.rename(statement.children[1], MODULES[source[10:]])
        elif source == 'compatsrv' and not own:
            edit.rename(statement.children[1], 'socketserver')
        elif source is None:
            for name, alias, node in entries:
                if name.startswith('six.moves.') and name[10:] in MODULES and alias:
                    edit.import_as(node, MODULES[name[10:]], alias)
                elif name == 'compatsrv' and not own:
                    edit.import_as(node, 'socketserver', alias or 'compatsrv')
            if [name for name, _, _ in entries] == ['six'] and not _is_used(rewrite.root, 'six'):
                _remove(statement)


def _uses_of_six(rewrite):
    for leaf in rewrite.index.free(['six']):
        power, trailer = leaf.parent, leaf.next_sibling
        if trailer is None or trailer.type != syms.trailer or trailer.children[0].type != token.DOT:
            continue
        name, call = trailer.children[1].value, trailer.next_sibling
        if name in NAMES:
            trailer.remove()
            edit.rename(leaf, NAMES[name])
            if '.' in NAMES[name]:
                rewrite.need('import ' + NAMES[name].partition('.')[0])
        elif name in METHODS and call is not None and len(call.children) == 3 and call.children[1].type != syms.arglist:
            inner = str(call.children[1]).strip()
            if call.children[1].type not in (syms.power, token.NAME):
                inner = '(%s)' % inner
            call.remove()
            trailer.remove()
            edit.rename(power.children[0], '%s.%s()' % (inner, METHODS[name]))


def _drop(statement, entries, names):
    """Take names out of a from-import; the statement too, if none is left."""
    left = [node for name, _, node in entries if name not in names]
    if not left:
        _remove(statement)
    elif len(left) < len(entries):
        words = ', '.join(str(node).strip() for node in left)
        statement.replace(edit.leaf('from %s import %s' % (str(statement.children[1]).strip(), words), statement.prefix))


def _remove(statement):
    """Take a statement out; what stood before it stands before the next."""
    line = statement.parent
    if line.type != syms.simple_stmt or len(line.children) != 2 or line.parent.type != syms.file_input:
        statement.replace(edit.leaf('pass', statement.prefix))
        return
    prefix, following = statement.prefix, line.next_sibling
    line.remove()
    following.prefix = prefix + following.prefix


def _is_used(root, name):
    return any(leaf.type == token.NAME and leaf.value == name and leaf.parent.type not in (syms.import_name, syms.dotted_name)
               for leaf in root.leaves())
