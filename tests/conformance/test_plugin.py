"""The plug-in, on a small suite of its own and in a process of its own."""

import json

import pytest

import processes

CASES = '''
import threading
from compatsrv.conformance.cases import case, expect

@case('area/passes', 'It passes.', 'none')
def test_passes(kit):
    expect('sum', 1 + 1, 2)

@case('area/fails', 'It fails.', 'none')
def test_fails(kit):
    expect('the colour', 'blue', 'red')

@case('area/raises', 'It raises.', 'none')
def test_raises(kit):
    raise KeyError('oops')

@case('area/hangs', 'It hangs.', 'none', limit=0.2)
def test_hangs(kit):
    threading.Event().wait(20)

@case('area/needs', 'It needs what no machine has.', 'none', needs=('fork', 'flying'))
def test_needs(kit):
    raise AssertionError('it ran')
'''
CONFTEST = '''
from compatsrv.conformance import capabilities

@capabilities.probe
def flying():
    raise OSError('too heavy')
'''
KNOWN = {'schema': 1, 'cases': {
    'area/fails': [{'versions': '2.7 3.0+', 'reason': 'painted'}],
    'area/raises': [{'versions': '2.7 3.0+', 'reason': 'clumsy'}],
    'area/hangs': [{'versions': '2.7 3.0+', 'reason': 'slow'}]}}


@pytest.fixture
def suite(tmpdir):
    tmpdir.join('conftest.py').write(CONFTEST)
    tmpdir.join('test_area.py').write(CASES)
    tmpdir.join('known.json').write(json.dumps(KNOWN))

    def run(*options, **kwargs):
        status, out, err = processes.run(
            '-m', 'pytest', '-p', 'no:cacheprovider', '-rs', *(_plugin() + options), cwd=str(tmpdir), **kwargs)
        results = tmpdir.join('results.json')
        return status, out, err, json.loads(results.read()) if results.check() else None

    return run


def _plugin():
    """Options that load the plug-in where compatsrv is not installed, but imported from a checkout."""
    status, out, _ = processes.run('-m', 'pytest', '--help')
    return () if '--server-module' in out else ('-p', 'compatsrv.conformance.plugin')


def outcomes(result):
    return {case['id']: (case['outcome'], case['expected']) for case in result['cases']}


def test_what_is_meant_is_not_warned_of(suite, tmpdir):
    tmpdir.join('test_area.py').write(CASES + '''
@case('area/thread', 'An error in a thread and a fork beside it are meant.', 'none')
def test_thread(kit):
    import warnings
    thread = threading.Thread(target=divmod, args=(1, 0))
    thread.start()
    thread.join()
    warnings.warn('This process (pid=1) is multi-threaded, use of fork() may lead to deadlocks in the child.')

@case('area/other', 'Everything else is told.', 'none')
def test_other(kit):
    import warnings
    warnings.warn('something else')
''')
    status, out, err, _ = suite('--server-module', 'compatsrv', '--case', '*/thread')
    assert status == 0 and 'warning' not in out
    assert 'something else' in suite('--server-module', 'compatsrv', '--case', '*/other')[1]


def test_unexpected_failures_are_red(suite):
    status, out, _, result = suite('--server-module', 'compatsrv', '--results', 'results.json')
    assert status == 1 and '3 failed, 1 passed, 1 skipped' in out
    assert outcomes(result) == {
        'area/passes': ('pass', 'pass'), 'area/fails': ('fail', 'pass'), 'area/raises': ('fail', 'pass'),
        'area/hangs': ('fail', 'pass'), 'area/needs': ('skip', 'pass')}
    cases = {case['id']: case for case in result['cases']}
    assert cases['area/fails']['wanted'] == "the colour: 'red'"
    assert cases['area/fails']['seen'] == "'blue'"
    assert 'oops' in cases['area/raises']['seen']
    assert cases['area/needs']['reason'] == 'flying: too heavy'
    # The terminal names the case, what it requires, what was wanted and what was seen.
    for text in ('area/fails', 'It fails.', "wanted  the colour: 'red'", "seen    'blue'"):
        assert text in out


def test_a_hang_is_a_failure_with_a_trace(suite):
    status, out, _, result = suite('--server-module', 'compatsrv', '--results', 'results.json', '--case', '*/hangs')
    assert status == 1
    case, = result['cases']
    assert case['outcome'] == 'fail'
    assert 'an end within 0.2 s' in case['wanted'] and 'test_hangs' in case['seen']
    assert 'threading.Event().wait(20)' in out


def test_expected_failures_are_green(suite):
    status, out, _, result = suite('--server-module', 'compatsrv', '--results', 'results.json',
                                   '--expectations', 'known.json')
    assert status == 0 and '1 passed, 1 skipped, 3 xfailed' in out
    assert outcomes(result)['area/fails'] == ('fail', 'fail')
    assert {case['reason'] for case in result['cases']} == {'', 'painted', 'clumsy', 'slow', 'flying: too heavy'}


def test_unexpected_passes_are_red(suite, tmpdir):
    tmpdir.join('known.json').write(json.dumps(
        {'schema': 1, 'cases': {'area/passes': [{'versions': '2.7 3.0+', 'reason': 'was bad'}]}}))
    status, out, _, result = suite('--server-module', 'compatsrv', '--results', 'results.json',
                                   '--expectations', 'known.json', '--case', 'area/passes')
    assert status == 1 and '1 failed' in out
    assert 'passes, although it is expected to fail: was bad' in out
    assert outcomes(result) == {'area/passes': ('pass', 'fail')}


def test_results_tell_of_the_run(suite):
    result = suite('--server-module', 'compatsrv', '--results', 'results.json', '--case', '*/passes')[3]
    assert (result['kind'], result['schema'], result['module'], result['role']) == (
        'compatsrv-conformance', 1, 'compatsrv', 'compatsrv')
    assert set(result['run']) == {'implementation', 'version', 'platform', 'pytest', 'suite', 'started', 'seconds'}
    assert result['capabilities']['flying'] is False


@pytest.mark.parametrize('options, said', [
    (['--server-module', 'no_such_module'], '--server-module no_such_module: cannot import it'),
    (['--server-module', 'json'], '--server-module json: it has no BaseServer'),
    (['--server-module', 'compatsrv', '--expectations', 'none.json'], 'none.json: No such file'),
    (['--server-module', 'compatsrv', '--expectations', 'test_area.py'], 'test_area.py: unusable'),
    (['--server-module', 'compatsrv', '--results', 'test_area.py/x.json'], 'test_area.py/x.json'),
    (['--server-module', 'compatsrv', '--results', '.'], '--results .: Is a directory'),
    (['--server-module', 'compatsrv', '--case', 'nothing/*'], 'nothing/*'),
])
def test_bad_input_is_one_line_and_status_2(suite, options, said):
    status, _, err, _ = suite(*options)
    assert status == 2
    assert said in err and err.count('\n') == 1, err
    assert err.startswith('compatsrv.conformance: ')


def test_cases_need_a_module(suite):
    status, out, err, _ = suite()
    assert status == 2
    assert err.startswith('compatsrv.conformance: say which module to judge, such as --server-module ')


def test_other_tests_are_left_alone(tmpdir):
    tmpdir.join('test_other.py').write('def test_it():\n    assert True\n')
    status, out, err = processes.run('-m', 'pytest', '-p', 'no:cacheprovider', *_plugin(), cwd=str(tmpdir))
    assert status == 0 and '1 passed' in out, out + err
