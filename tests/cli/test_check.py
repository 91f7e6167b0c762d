"""compatsrv check, as a user runs it."""

import json
import os
import sys

import pytest

import processes

pytest.importorskip('importlib.metadata', reason='the migration kit is for Python 3.8 and newer')
pytest.importorskip('fissix', reason='fissix, which reads Python 2, is not installed')

SERVER = "import SocketServer\nclass H(SocketServer.StreamRequestHandler):\n    def handle(self):\n" \
         "        if self.rfile.readline() == 'quit':\n            return\n"


@pytest.fixture
def check(tmpdir, root):
    def run(*arguments, **environ):
        environ.setdefault('PYTHONPATH', root)
        return processes.run('-m', 'compatsrv', 'check', *arguments, cwd=str(tmpdir), env=processes.environment(**environ))
    tmpdir.join('server.py').write(SERVER)
    tmpdir.join('clean.py').write('x = 1\n')
    return run


def test_findings_and_a_summary(check):
    status, out, err = check('server.py')
    assert (status, err) == (1, '')
    lines = out.splitlines()
    assert lines[0].startswith('server.py:4:12: CS201 self.rfile.readline() (bytes received at line 4) never equals')
    assert lines[1:3] == ["            if self.rfile.readline() == 'quit':", '               ^']
    assert '1 file read; 2 findings in 1 file:' in lines
    assert '     1 changes meaning in silence' in lines
    assert lines[-1] == 'Next: compatsrv migrate server.py'


def test_nothing_found(check):
    assert check('clean.py') == (0, '1 file read: nothing found.\n', '')


def test_exit_zero_select_ignore_and_exclude(check):
    assert check('server.py', '--exit-zero')[0] == 0
    assert check('server.py', '--select', 'CS3')[0] == 0
    status, out, _ = check('.', '--select', 'CS2,CS1', '--ignore', 'CS101')
    assert status == 1 and 'CS201' in out and 'CS101' not in out
    assert check('.', '--exclude', 'serv*')[:2] == (0, '1 file read: nothing found.\n')


def test_statistics(check):
    status, out, _ = check('server.py', '--statistics')
    assert status == 1 and '1  CS201  Received data compared with str' in out and 'server.py:4' not in out


def test_noqa(check, tmpdir):
    tmpdir.join('server.py').write(SERVER.replace("'quit':", "'quit':  # noqa: CS201").replace('Server\n', 'Server  # noqa\n', 1))
    assert check('server.py')[0] == 0


def test_settings(check, tmpdir):
    tmpdir.join('setup.cfg').write('[compatsrv]\nignore = CS2 CS1\n')
    assert check('server.py')[0] == 0
    assert check('server.py', '--ignore', 'CS1')[0] == 1
    tmpdir.join('setup.cfg').write('[compatsrv]\nignore = CS9\n')
    status, out, err = check('server.py')
    assert (status, out) == (2, '') and 'setup.cfg: [compatsrv] ignore: no code begins with CS9' in err


@pytest.mark.parametrize('arguments, said', [
    ([], 'a PATH is needed'),
    (['server.py', '--select', 'X1'], '--select: no code begins with X1'),
    (['--explain', 'CS999'], '--explain CS999: no such code'),
    (['missing.py'], 'missing.py: No such file'),
    (['server.py', '--output-format', 'xml'], '--output-format'),
])
def test_wrong_usage_is_one_line_and_status_2(check, arguments, said):
    status, _, err = check(*arguments)
    assert status == 2 and said in err and 'Traceback' not in err


def test_unreadable_files_are_told_and_the_others_go_on(check, tmpdir):
    tmpdir.join('null.py').write_binary(b'x = "\0"\n')
    tmpdir.join('broken.py').write('x = (\n')
    status, out, err = check('.')
    assert status == 2 and 'CS201' in out and '2 files read, 2 not' in out
    assert sorted(line.split(': ')[1].split(':')[0] for line in err.splitlines()) == ['./broken.py', './null.py']
    report = json.loads(check('.', '--output-format', 'json')[1])
    assert sorted(each['path'] for each in report['unreadable']) == ['./broken.py', './null.py']


def test_formats_are_what_they_say(check):
    assert json.loads(check('server.py', '--output-format', 'json')[1])['findings']
    assert json.loads(check('server.py', '--output-format', 'sarif')[1])['version'] == '2.1.0'
    assert check('server.py', '--output-format', 'github')[1].startswith('::error file=server.py,line=4,col=12,title=CS201::')


def test_explain(check):
    status, out, _ = check('--explain', 'cs201')
    assert status == 0 and out.startswith('CS201  Received data compared with str\n') and 'Before:' in out and 'Fix:' in out


def test_many_files_on_all_cores_come_in_order(check, tmpdir):
    folder = tmpdir.mkdir('many')
    for number in range(40):
        folder.join('s%02d.py' % number).write(SERVER)
    out = json.loads(check('many', '--output-format', 'json')[1])
    paths = [each['path'] for each in out['findings'] if each['code'] == 'CS201']
    assert len(paths) == 40 and paths == sorted(paths)


def on_a_terminal(arguments, cwd, environ):
    """What the command writes on a terminal of 80 columns."""
    pty = pytest.importorskip('pty', reason='this platform has no pseudo-terminals')
    main, other = pty.openpty()
    import subprocess
    process = subprocess.Popen([sys.executable, '-m', 'compatsrv', 'check'] + arguments, cwd=cwd, env=environ, stdin=other, stdout=other,
                               stderr=other)
    os.close(other)
    parts = []
    try:
        while True:
            part = os.read(main, 65536)
            if not part:
                break
            parts.append(part)
    except OSError:         # Linux's way to say that nobody writes any more
        pass
    os.close(main)
    process.wait()
    return b''.join(parts).decode('utf-8')


def test_colours_on_a_terminal_unless_no_color_is_set(check, tmpdir, root):
    environ = processes.environment(PYTHONPATH=root, TERM='xterm')
    environ.pop('NO_COLOR', None)
    assert '\033[31mCS201\033[0m' in on_a_terminal(['server.py'], str(tmpdir), environ)
    assert '\033' not in on_a_terminal(['server.py'], str(tmpdir), dict(environ, NO_COLOR='1'))
    assert '\033' not in on_a_terminal(['server.py'], str(tmpdir), dict(environ, TERM='dumb'))


def test_a_closed_pipe_is_no_error(check, tmpdir, root):
    process = processes.start('-m', 'compatsrv', 'check', 'server.py', cwd=str(tmpdir), env=processes.environment(PYTHONPATH=root))
    process.stdout.close()
    process.stdout = None
    status, _, err = processes.finish(process)
    assert 'Traceback' not in err and status in (0, 1)
