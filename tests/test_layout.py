"""The structure that design keeps: arrows, one place for versions, syntax for 2.7."""

import ast
import io
import os
import re
import socket
import sys

import pytest

import processes

PACKAGE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'compatsrv')

# module of the runtime -> the modules of the runtime that it may import
ARROWS = {
    '_native': set(),
    '_twins': set(),
    '_poll': {'_native'},
    '_loop': {'_native', '_poll'},
    '_sockets': {'_native', '_sockets2'},
    '_sockets2': {'_native'},
    '_base': {'_handshake', '_loop', '_native', '_poll', '_sockets', '_twins'},
    '_addresses': set(),
    '_handshake': {'_native', '_poll'},
    '_servers': {'_addresses', '_base', '_sockets', '_strings', '_native', '_twins'},
    '_threads': {'_native'},
    '_mixins': {'_servers', '_native', '_threads', '_twins'},
    '_workers': {'_base', '_cores', '_forked', '_lead', '_loop', '_mixins', '_native', '_poll', '_pool', '_prefork', '_twins'},
    '_pool': {'_threads'},
    '_lead': {'_loop', '_native', '_poll'},
    '_prefork': {'_child', '_forked', '_loop', '_mixins', '_native'},
    '_child': {'_forked', '_native'},
    '_forked': {'_mixins', '_native'},
    '_cores': {'_native'},
    '_strings': {'_nativestr', '_nativebytes', '_requests'},
    '_nativestr': set(),
    '_nativebytes': {'_nativestr'},
    '_headers': {'_strings'},
    '_http': {'_headers', '_strings'},
    '_files': {'_nativebytes', '_nativestr', '_sockets', '_strings'},
    '_requests': {'_files', '_http', '_nativebytes', '_nativestr', '_sockets', '_strings'},
    '_text': {'_native'},
    '_tls': {'_handshake', '_native', '_sockets', '_twins'},
    '_handlers': {'_sockets', '_native', '_twins', '_requests', '_text'},
    '_aliases': {'_native'},
    '__init__': {'_native'},    # what it imports when it is asked for a name: see test_what_is_imported_when
    '__main__': {'cli'},
}
# What is imported when it is used.
LATE = {'_child', '_cores', '_forked', '_headers', '_http', '_lead', '_pool', '_prefork', '_nativebytes', '_nativestr', '_requests', '_text', '_files'}
# What only a Python without socket.SocketIO imports.
OLD = set() if hasattr(socket, 'SocketIO') else {'_sockets2'}
TOOLS = {'conformance': {'conformance'}, 'report': {'report', 'conformance.results'}, 'migrate': {'migrate'},
         'py2': {'py2', '_files', '_headers', '_nativestr', '_requests', '_strings'},
         'cli': {'cli', 'report', 'conformance', 'migrate', ''}}


def sources():
    for folder, _, names in os.walk(PACKAGE):
        for name in names:
            if name.endswith('.py'):
                path = os.path.join(folder, name)
                with io.open(path, encoding='utf-8') as file:
                    yield os.path.relpath(path, PACKAGE).replace(os.sep, '/'), file.read()


def imported(tree):
    """The modules of compatsrv that a source imports, without the package's name."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = ['%s.%s' % (node.module, alias.name) for alias in node.names]
        for name in names:
            if name.split('.')[0] == 'compatsrv':
                yield name[len('compatsrv.'):]


def test_arrows_of_the_runtime():
    seen = {name[:-3]: {module.split('.')[0] for module in imported(ast.parse(text))} for name, text in sources() if '/' not in name}
    assert seen == {name: seen[name] & allowed for name, allowed in ARROWS.items()}


@pytest.mark.parametrize('tool', sorted(TOOLS))
def test_arrows_of_the_tools(tool):
    for name, text in sources():
        if name.startswith(tool + '/'):
            for module in imported(ast.parse(text)):
                # The face's version is no runtime; only the plug-in asks for it.
                if (name, module) == ('conformance/plugin.py', ''):
                    continue
                assert any(module == allowed or module.startswith(allowed + '.') for allowed in TOOLS[tool]), \
                    '%s imports %s' % (name, module)


def test_one_place_for_six_and_for_versions():
    version = re.compile(r'sys\.version_info|hexversion|\bPY[23]\b|import six|from six')
    for name, text in sources():
        # Those two look for such tests in other programs.
        if name not in ('_native.py', 'migrate/dialect.py', 'migrate/flow/narrowing.py'):
            if name.startswith('migrate/rules/'):       # whose docstrings show what is written into other programs
                text = text.split('"""', 2)[2]
            code = '\n'.join(line.split('#')[0] for line in text.splitlines())
            # What is reported or looked up is the version; what is decided is none of their business.
            code = re.sub(r"need\('[^']*'\)", '', code)       # what is written into other programs
            code = code.replace('sys.version_info[:2])', '').replace('sys.version_info[:3])', '')
            assert not version.search(code), '%s: %s' % (name, version.search(code).group())


def test_no_name_of_a_standard_module():
    standard = getattr(sys, 'stdlib_module_names', ())
    if not standard:
        pytest.skip('this Python has no list of the standard modules')
    names = [os.path.basename(name)[:-3] for name, _ in sources()]
    assert [name for name in names if name in standard and name not in ('__init__', '__main__')] == []


def test_parses_on_python2():
    """On 2.7 this compiles everything; elsewhere it looks for what 2.7 has no syntax for."""
    for name, text in sources():
        for node in ast.walk(compile(text, name, 'exec', ast.PyCF_ONLY_AST)):
            kind = type(node).__name__
            assert kind not in ('JoinedStr', 'AnnAssign', 'AsyncFunctionDef', 'Await', 'Nonlocal', 'YieldFrom',
                                'NamedExpr', 'Match', 'TryStar'), '%s:%d: %s' % (name, node.lineno, kind)
            if kind == 'FunctionDef' and hasattr(node.args, 'kwonlyargs'):
                assert not node.args.kwonlyargs and not node.returns, '%s:%d' % (name, node.lineno)
            if kind == 'Raise':
                assert not getattr(node, 'cause', None), '%s:%d' % (name, node.lineno)


TWINS = {'_addresses', '_base', '_handlers', '_handshake', '_loop', '_mixins', '_native', '_poll', '_servers', '_sockets', '_strings',
         '_threads', '_twins'} | OLD


@pytest.mark.parametrize('statement, modules', [
    ('import compatsrv', {'_native'}),
    ('import compatsrv; compatsrv.native', {'_native'}),
    ('from compatsrv import UDPServer', TWINS),
    ('from compatsrv import b', TWINS | {'_workers', '_tls', '_aliases'}),
    ('from compatsrv import *', set(ARROWS) - {'__init__', '__main__', '_sockets2'} - LATE | OLD)])
def test_what_is_imported_when(statement, modules):
    status, out, err = processes.run('-c', 'import sys; %s; print(sorted(n for n in sys.modules if n.startswith'
                                           '("compatsrv.") and sys.modules[n]))' % statement)
    assert status == 0, err
    loaded = {name.split('.')[1] for name in ast.literal_eval(out)}
    # 2.7 notes the names of implicit relative imports that it did not find, as None: left out above.
    assert loaded == modules


def test_a_native_ancestor_has_its_twin_before_that_is_asked_for():
    status, out, err = processes.run('-c', 'from compatsrv import UDPServer, native\n'
                                           'class Server(native.ThreadingMixIn, UDPServer): pass\n'
                                           'import compatsrv; print(issubclass(Server, compatsrv.ThreadingMixIn))')
    assert (status, out.strip()) == (0, 'True'), err


def test_what_the_face_has_not():
    status, out, err = processes.run('-c', 'import compatsrv; print(sorted(set(compatsrv.__all__) - set(dir(compatsrv))));'
                                           ' compatsrv.NoServer')
    assert (status, out.strip()) == (1, '[]')
    assert "\nAttributeError: module 'compatsrv' has no attribute 'NoServer'" in err     # some add what one might have meant
    assert 'KeyError' not in err
