"""compatsrv migrate, as a process of its own."""

import difflib
import os

import pytest

import processes

try:
    import fissix
    import libmodernize     # noqa: F401
except ImportError:
    fissix = None

OLD = """import SocketServer


class Echo(SocketServer.StreamRequestHandler):
    def handle(self):
        print 'from', self.client_address
        self.wfile.write(self.rfile.readline())
"""
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def migrate(*arguments, **environ):
    return processes.run('-m', 'compatsrv', 'migrate', *arguments, env=processes.environment(PYTHONPATH=ROOT, **environ))


@pytest.fixture
def program(tmpdir):
    if fissix is None:
        pytest.skip('fissix and modernize, which are for Python 3.8 and newer, are not here')
    path = tmpdir.join('program.py')
    path.write(OLD)
    return path


def test_an_older_python_says_so(tmpdir):
    try:
        from importlib import metadata      # noqa: F401
    except ImportError:
        status, out, err = migrate(str(tmpdir))
        assert (status, out) == (2, '')
        assert err.startswith('compatsrv migrate: it needs Python 3.8') and err.count('\n') == 1
    else:
        pytest.skip('this Python can migrate')


def test_without_the_extra(tmpdir):
    """A module that cannot be imported stands before the real one."""
    if fissix is None:
        pytest.skip('this Python cannot migrate')
    tmpdir.join('fissix.py').write('raise ImportError("none")\n')
    status, out, err = processes.run('-m', 'compatsrv', 'migrate', 'x.py', env=processes.environment(
        PYTHONPATH=os.pathsep.join([str(tmpdir), ROOT])))
    assert (status, out) == (2, '') and err == "compatsrv migrate: fissix or modernize is missing: pip install 'compatsrv[migrate]'\n"


def test_a_diff_is_shown_and_nothing_written(program):
    status, out, err = migrate(str(program))
    assert status == 1 and program.read() == OLD
    lines = out.splitlines()
    assert lines[0] == '--- %s' % program and lines[1] == '+++ %s' % program
    assert '-import SocketServer' in lines and '+import compatsrv as SocketServer' in lines
    assert '1 file (7 lines), 1 would change' in err and 'next: compatsrv migrate --write %s' % program in err


def test_the_diff_is_the_change(program, tmpdir):
    """What patch would make of it is what --write makes."""
    out = migrate(str(program))[1]
    assert migrate('--write', str(program))[0] == 0
    new = program.read()
    expected = ''.join(difflib.unified_diff(OLD.splitlines(True), new.splitlines(True), str(program), str(program)))
    assert out == expected


def test_write_then_nothing_is_left_to_do(program):
    status, out, err = migrate('--write', str(program))
    assert (status, out) == (0, '') and '1 rewritten' in err and 'left for a human: 0' in err and 'next: ' in err
    new = program.read()
    status, out, err = migrate('--write', str(program))
    assert (status, out) == (0, '') and program.read() == new and '0 rewritten' in err


def test_check_tells_by_its_status(program):
    assert migrate('--check', str(program))[:2] == (1, '') and program.read() == OLD
    migrate('--write', str(program))
    assert migrate('--check', str(program))[:2] == (0, '')


def test_backup(program, tmpdir):
    assert migrate('--write', '--backup', '.orig', str(tmpdir))[0] == 0
    assert tmpdir.join('program.py.orig').read() == OLD and program.read() != OLD


@pytest.mark.parametrize('arguments, word', [
    (('--backup', '.orig'), '--write'), (('--write', '--backup', '/tmp/x'), 'suffix'), (('--write', '--backup', ''), 'suffix'),
    (('--write', '--check'), 'not allowed'), (('--strings', 'text'), 'invalid choice'), (('--to', 'py4'), 'invalid choice')])
def test_wrong_options(arguments, word, program):
    status, out, err = migrate(*(arguments + (str(program),)))
    assert status == 2 and word in err and 'Traceback' not in err and program.read() == OLD


def test_the_next_command_is_this_one_with_write(tmpdir, program):
    path = tmpdir.join('two words.py')
    path.write(OLD)
    err = migrate('--strings', 'bytes', str(path))[2]
    assert "next: compatsrv migrate --write --strings bytes '%s'\n" % path in err


def test_settings(tmpdir, program):
    """Those of migrate; what is for check alone is no error."""
    tmpdir.join('setup.cfg').write('[compatsrv]\nselect = CS1\nstrings = bytes\nexclude = vendor\nbackup = .old\n')
    vendor = tmpdir.mkdir('vendor').join('x.py')
    vendor.write(OLD)
    status, out, err = migrate(str(tmpdir))
    assert status == 1 and '1 file (' in err and '+class Echo(SocketServer.StreamRequestHandler)' not in out
    assert 'NativeStreamRequestHandler' not in out and '--strings bytes' in err
    assert 'NativeStreamRequestHandler' in migrate('--strings', 'native', str(tmpdir))[1]
    assert '2 files (' in migrate('--exclude', '', str(tmpdir))[2]
    assert migrate('--write', str(tmpdir))[0] in (0, 1)
    assert vendor.read() == OLD and tmpdir.join('program.py.old').read() == OLD != program.read()


@pytest.mark.parametrize('setting, said', [('strings = text', 'strings: text is none of native, bytes'),
                                           ('to = py4', 'to: py4 is none of both, py3'), ('backup = a/b', "backup 'a/b': it is a suffix"),
                                           ('jobs = 3', 'jobs: no such setting')])
def test_wrong_settings(tmpdir, program, setting, said):
    tmpdir.join('tox.ini').write('[compatsrv]\n%s\n' % setting)
    status, out, err = migrate('--write', str(program))
    assert (status, out) == (2, '') and err.count('\n') == 1 and program.read() == OLD
    assert 'tox.ini: [compatsrv] ' in err and said in err


def test_python_3_is_told_of_and_left(program, tmpdir):
    tmpdir.join('new.py').write('async def f(): pass\n')
    status, out, err = migrate('--write', str(tmpdir))
    assert '2 files' in err and '1 for Python 3 already, left as they are' in err
    assert tmpdir.join('new.py').read() == 'async def f(): pass\n'


def test_what_is_left_is_told_with_its_place(program):
    program.write(OLD + '\n\nimport telnetlib\n')
    status, out, err = migrate('--write', str(program))
    assert status == 1 and 'left for a human: 1' in err
    place = [number for number, line in enumerate(program.read().split('\n'), 1) if line == 'import telnetlib'][0]
    assert '%s:%d:1: CS406 the module telnetlib' % (program, place) in err


def test_strings_bytes(program):
    program.write("""import SocketServer


class Echo(SocketServer.StreamRequestHandler):
    def handle(self):
        line = self.rfile.readline()
        if line.startswith('QUIT'):
            self.wfile.write('bye' + '\\r\\n')
""")
    assert migrate('--write', '--strings', 'bytes', str(program))[0] == 0
    new = program.read()
    assert "startswith(b'QUIT')" in new and "write(b'bye' + b'\\r\\n')" in new and 'SocketServer.StreamRequestHandler' in new


def test_to_py3(program):
    program.write("""from __future__ import print_function
import compatsrv as SocketServer
import six
import six.moves.queue as Queue
from six.moves import range


class Echo(SocketServer.StreamRequestHandler):
    def handle(self):
        for name, value in six.iteritems({'a': Queue.Queue()}):
            print(name, isinstance(value, six.text_type), range(3))
""")
    assert migrate('--write', '--to', 'py3', str(program))[0] == 0
    assert program.read() == """import socketserver as SocketServer
import queue as Queue


class Echo(SocketServer.StreamRequestHandler):
    def handle(self):
        for name, value in ({'a': Queue.Queue()}).items():
            print(name, isinstance(value, str), range(3))
"""


def test_to_py3_tells_what_is_not_in_socketserver(program):
    migrate('--write', str(program))
    status, out, err = migrate('--write', '--to', 'py3', str(program))
    assert status == 1 and 'CS501 compatsrv.NativeStreamRequestHandler is none of socketserver' in err
    assert 'import compatsrv as SocketServer' in program.read()


def test_many_files_on_all_cores(tmpdir, program):
    for number in range(20):
        tmpdir.join('copy%02d.py' % number).write(OLD)
    status, out, err = migrate('--jobs', '2', str(tmpdir))
    heads = [line for line in out.splitlines() if line.startswith('+++ ')]
    assert len(heads) == 21 and heads == sorted(heads) and '21 files (147 lines), 21 would change' in err


def test_help(program):
    status, out, err = migrate('--help')
    assert status == 0 and '--strings' in out and 'Exit status' in out
