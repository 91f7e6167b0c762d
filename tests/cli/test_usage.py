"""The commands as a newcomer meets them: help that fits a terminal, and one line for whatever is wrong."""

import pytest

import processes

COMMANDS = ['serve', 'check', 'migrate', 'matrix']
SERVE = ['serve', 'nothing.py:Handler', '--bind', 'tcp:127.0.0.1:0']


def run(*arguments, **environ):
    return processes.run('-m', 'compatsrv', *arguments, env=processes.environment(COLUMNS='80', **environ))


@pytest.mark.parametrize('command', [[]] + [[command] for command in COMMANDS])
def test_help_fits_a_terminal(command):
    status, out, err = run(*command + ['--help'])
    assert (status, err) == (0, '')
    assert max(len(line) for line in out.splitlines()) <= 80
    assert out.startswith('usage: compatsrv ' + ''.join(command))


def test_help_tells_of_all_commands():
    out = run('--help')[1]
    assert [line.split()[0] for line in out.partition('commands:\n')[2].splitlines()[:len(COMMANDS)]] == COMMANDS
    assert 'pytest --pyargs compatsrv.conformance' in out


@pytest.mark.parametrize('arguments, said', [
    ([], 'a COMMAND is needed'),
    (['nonsense'], 'nonsense'),
    (['--nonsense'], '--nonsense'),
    (['serve'], 'TARGET'),
    (['serve', 'x.py:H'], '--bind'),
    (['matrix'], 'RESULT.json'),
    (['matrix', 'x.json', '--html', 'y'], '--html'),
    (['migrate'], 'PATH'),
    (['migrate', '--strings', 'unicode', 'x.py'], "'unicode'"),
    (['migrate', '--jobs', '0', 'x.py'], '--jobs: 0: it is 1 at least'),
    (['migrate', '--jobs', 'x', 'x.py'], '--jobs: x: no number'),
    (['check', '--nonsense', 'x.py'], '--nonsense'),
    (SERVE + ['--pool', 'x'], '--pool: x: no number'),
    (SERVE + ['--pool', '0'], '--pool: 0: it is 1 at least'),
    (SERVE + ['--drain', 'soon'], '--drain: soon: no number of seconds'),
    (SERVE + ['--drain', 'nan'], '--drain: nan: no number of seconds'),
    (SERVE + ['--tls', 'cert.pem'], '--tls'),
    (SERVE + ['--threads', '--fork'], '--fork'),
], ids=' '.join)
def test_wrong_usage_is_one_line(arguments, said):
    status, out, err = run(*arguments)
    assert (status, out) == (2, '')
    assert err.count('\n') == 1 and said in err and '--help' in err
    assert err.startswith('compatsrv: ' if arguments[:1] not in [[each] for each in COMMANDS] else 'compatsrv %s: ' % arguments[0])


def test_version():
    assert run('--version')[0] == 0 and 'compatsrv 0.' in ''.join(run('--version')[1:])     # 2.7 writes it to stderr


def test_without_a_stdout():
    """A Python 3 whose descriptor 1 is closed, as daemons are started, has None there."""
    status, _, err = processes.run('-c', 'import sys; sys.stdout = None; from compatsrv import cli; sys.exit(cli.main(["--help"]))')
    assert (status, err) == (0, '')
