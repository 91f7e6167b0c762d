"""A module or function of the standard library is gone

`migrate` has an answer for ssl.wrap_socket(), socket._fileobject, the codecs from str to str, as 'hex', the modules sets, popen2,
dircache and new, os.getcwdu(), os.popen2() and its kin, os.path.walk(), time.clock(), inspect.getargspec() and the questions of operator. For
others there is none: look at the documentation of what replaced it.
"""

import ast

from fissix.pygram import python_symbols as syms

from compatsrv.migrate import edit

CODE = 'CS406'
TITLE = 'a module or function of the standard library is gone'
WEIGHT = 'raises'

MODULES = {
    'sets': 'set and frozenset', 'popen2': 'subprocess', 'mhlib': 'mailbox', 'bsddb': 'a package', 'compiler': 'ast',
    'imputil': 'importlib', 'new': 'types', 'os2emxpath': 'nothing', 'fpformat': 'format()', 'dircache': 'os.listdir()',
    'statvfs': 'os.statvfs()', 'mimify': 'email', 'MimeWriter': 'email', 'multifile': 'email', 
    'hotshot': 'cProfile', 'user': 'nothing', 'ihooks': 'importlib', 'thread': '_thread', 'dummy_thread': '_thread',
    'asyncore': 'asyncio, gone in 3.12', 'asynchat': 'asyncio, gone in 3.12', 'smtpd': 'aiosmtpd, gone in 3.12',
    'imp': 'importlib, gone in 3.12', 'telnetlib': 'a package, gone in 3.13', 'crypt': 'a package, gone in 3.13',
    'pipes': 'shlex and subprocess, gone in 3.13', 'nntplib': 'a package, gone in 3.13', 'cgi': 'compatsrv.py2.forms, gone in 3.13',
    'cgitb': 'traceback, gone in 3.13', 'audioop': 'a package, gone in 3.13', 'sndhdr': 'a package, gone in 3.13',
    'imghdr': 'a package, gone in 3.13', 'spwd': 'nothing, gone in 3.13', 'uu': 'binascii, gone in 3.13',
    'xdrlib': 'struct, gone in 3.13', 'distutils': 'setuptools, gone in 3.12',
}
FUNCTIONS = {
    'ssl.wrap_socket': 'SSLContext.wrap_socket(), gone in 3.12', 'socket._fileobject': 'makefile()', 'os.getcwdu': 'os.getcwd()',
    'time.clock': 'time.perf_counter(), gone in 3.8', 'os.popen2': 'subprocess', 'os.popen3': 'subprocess',
    'os.popen4': 'subprocess', 'os.tmpnam': 'tempfile', 'os.errno': 'errno', 'sys.setdefaultencoding': 'nothing',
    'platform.dist': 'a package, gone in 3.8', 'platform.linux_distribution': 'a package, gone in 3.8',
    'inspect.getargspec': 'inspect.signature(), gone in 3.11', 'thread.start_new': '_thread.start_new_thread()',
    'string.maketrans': 'str.maketrans()', 'sys.exc_clear': 'nothing', 'itertools.izip': 'zip()', 'cgi.escape': 'html.escape()',
    'base64.encodestring': 'base64.encodebytes(), gone in 3.9', 'base64.decodestring': 'base64.decodebytes(), gone in 3.9',
    'os.path.walk': 'os.walk()', 'operator.div': 'operator.floordiv() or truediv()', 'operator.isMappingType': 'collections.abc',
    'operator.isNumberType': 'numbers', 'operator.isSequenceType': 'collections.abc',
    'collections.Callable': 'collections.abc, gone in 3.10', 'collections.Mapping': 'collections.abc, gone in 3.10',
}

# function -> name in compatsrv.py2
OF_PY2 = {'os.getcwdu': 'getcwdu', 'inspect.getargspec': 'getargspec', 'time.clock': 'clock', 'os.path.walk': 'walk_path',
          'operator.isMappingType': 'isMappingType', 'operator.isNumberType': 'isNumberType',
          'operator.isSequenceType': 'isSequenceType', 'operator.div': 'div', 'os.popen2': 'popen2', 'os.popen3': 'popen3',
          'os.popen4': 'popen4'}


def find(module):
    known = {}
    guarded = {id(node) for each in module.nodes.of(ast.Try) for part in each.body for node in ast.walk(part)}
    for node in module.nodes.of(ast.Import, ast.ImportFrom):
        if isinstance(node, ast.Import):
            for alias in node.names:
                known[alias.asname or alias.name] = alias.name
                if id(node) not in guarded and alias.name in MODULES:
                    yield module.finding(CODE, WEIGHT, node, 'the module %s is gone: %s' % (alias.name, MODULES[alias.name]))
        elif isinstance(node, ast.ImportFrom) and not node.level and id(node) not in guarded:
            if node.module in MODULES:
                yield module.finding(CODE, WEIGHT, node, 'the module %s is gone: %s' % (node.module, MODULES[node.module]))
            for alias in node.names:
                name = '%s.%s' % (node.module, alias.name)
                if name in FUNCTIONS:
                    yield module.finding(CODE, WEIGHT, node, '%s is gone: %s' % (name, FUNCTIONS[name]))
    for node in module.nodes.of(ast.Attribute):
        name = '%s.%s' % (known.get(getattr(node.value, 'id', None)), node.attr)
        if name in FUNCTIONS:
            yield module.finding(CODE, WEIGHT, node, '%s is gone: %s' % (name, FUNCTIONS[name]))


def fix(rewrite):
    """Those of py2 instead; sys.exc_clear() does nothing that Python 3 does not do by itself."""
    for call, number, target in list(rewrite.names.calls(rewrite.index)):
        if target in OF_PY2 and number > 1:
            for part in call.children[1:number]:
                part.remove()
            rewrite.take(call.children[0], OF_PY2[target])
    for statement, source, entries in edit.imports(rewrite.index.imports):
        for name, alias, node in entries:
            new = OF_PY2.get('%s.%s' % (source, name))
            if new:
                _import_of_py2(rewrite, statement, node, new, alias or name)
    if rewrite.index.names.get('etree'):
        for leaf in rewrite.index.attributes(['getiterator']):
            edit.rename(leaf, 'iter')
    for leaf in rewrite.index.attributes(['exc_clear']):
        power = leaf.parent.parent
        if power.parent.type == syms.simple_stmt and rewrite.names.resolve(power.children[0]) == 'sys':
            edit.rename(power, 'pass')


def _import_of_py2(rewrite, statement, node, name, alias):
    """from time import clock -> from compatsrv.py2 import clock; `name` is that of compatsrv.py2."""
    new = name if name == alias else '%s as %s' % (name, alias)
    if node.parent is statement:
        edit.rename(statement.children[1], 'compatsrv.py2')
        edit.rename(node, new)
        return
    rewrite.need('from compatsrv.py2 import ' + new)
    comma = node.next_sibling or node.prev_sibling
    if node.next_sibling is not None and comma.next_sibling is not None:
        comma.next_sibling.prefix = node.prefix
    comma.remove()
    node.remove()
