"""The helpers of ci/ that decide something."""

import os

import pytest

import guard
import processes
import summary


@pytest.mark.parametrize('environment, interpreter, wrong', [
    ('py27', ('CPython', '2.7', False), False),
    ('py311', ('CPython', '3.11', False), False),
    ('py311', ('CPython', '3.12', False), True),
    ('py313t', ('CPython', '3.13', True), False),
    ('py313t', ('CPython', '3.13', False), True),
    ('py313t', ('CPython', '3.11', False), True),
    ('py313', ('CPython', '3.13', True), True),
    ('pypy311', ('PyPy', '3.11', False), False),
    ('pypy311', ('CPython', '3.11', False), True),
    ('py311', ('PyPy', '3.11', False), True),
    ('coverage', ('CPython', '3.11', False), False),
    ('', ('CPython', '3.11', False), False),
])
def test_guard(environment, interpreter, wrong):
    complaint = guard.complaint(environment, interpreter)
    assert bool(complaint) is wrong
    if wrong:
        assert environment in complaint and interpreter[1] in complaint


def test_guard_knows_who_runs():
    kind, version, free_threaded = guard.running()
    assert kind in ('CPython', 'PyPy') and version[:2] in ('2.', '3.') and free_threaded in (False, True)


def test_summary_adds_up(tmpdir, capsys):
    log = tmpdir.mkdir('tox').mkdir('py27').mkdir('log')
    log.join('1-commands[0].log').write('x\n=== 3 passed, 2 xfailed in 1.23 seconds ===\n')
    log.join('2-commands[1].log').write('5 passed, 1 skipped in 0.50s\n')
    # What tox prints of an environment that failed is in the log of the tox that it provisioned.
    tmpdir.join('tox').mkdir('.tox').mkdir('log').join('1-provision.log').write('exit_code: 1\n=== 1 failed in 0.50s ===\n')
    results = tmpdir.mkdir('results')
    results.join('matrix.md').write('# T\n\n## Totals\n\n| run |\n\n## Legend\n')
    assert summary.main(str(tmpdir.join('tox')), str(results)) == 0
    out = capsys.readouterr()[0]
    assert 'py27      3 passed, 2 xfailed in 1.23 seconds' in out and '| run |' in out
    assert out.endswith('10 passed, 0 failed, 1 skipped\n')
    log.join('3-commands[2].log').write('=== 1 failed, 5 passed in 0.50s ===\n')
    assert summary.main(str(tmpdir.join('tox')), str(results)) == 1
    assert capsys.readouterr()[0].endswith('15 passed, 1 failed, 1 skipped\n')


def test_summary_says_what_failed_and_why(tmpdir, capsys):
    """Its end is all that a runner shows of a long log."""
    log = tmpdir.mkdir('tox').mkdir('py27').mkdir('log')
    log.join('1-commands[0].log').write('cmd: pytest a\nexit_code: 0\n=== FAILURES ===\n=== 3 passed in 1.23 seconds ===\n')
    log.join('2-commands[1].log').write('cmd: pytest b\nexit_code: 1\na.py ..F\n=== FAILURES ===\n___ test_x ___\nE  why\n'
                                        'FAILED a.py::test_x\n=== 1 failed, 5 passed in 0.50s ===\n')
    log.join('3-commands[2].log').write('cmd: ruff\nexit_code: 1\na.py:1: F401\n')
    assert summary.main(str(tmpdir.join('tox')), str(tmpdir)) == 1
    out = capsys.readouterr()[0]
    assert 'pytest a' not in out and '\n'.join([
        'py27 failed:', '    cmd: pytest b', '    FAILED a.py::test_x', '    === FAILURES ===', '    ___ test_x ___',
        '    E  why', '    FAILED a.py::test_x', '    === 1 failed, 5 passed in 0.50s ===', '',
        'py27 failed:', '    cmd: ruff', '    a.py:1: F401', '']) in out
    assert out.endswith('8 passed, 1 failed, 0 skipped\n')


def test_summary_of_nothing_is_red(tmpdir, capsys):
    assert summary.main(str(tmpdir.join('none')), str(tmpdir)) == 1


def test_the_page_of_behaviours_is_what_the_suite_says():
    """In a process of its own: it puts the checkout first in sys.path."""
    script = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), 'ci', 'behaviours.py')
    assert processes.run(script, '--check') == (0, '', '')
