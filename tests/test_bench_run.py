"""The benchmark as a command, and one scenario that really runs."""

import contextlib
import os
import sys
import time

import pytest

pytest.importorskip('resource', reason='the benchmark is for systems that have rusage')

import bench_modules    # noqa: E402
import bench            # noqa: E402
import build            # noqa: E402
import interpreters     # noqa: E402
import measure          # noqa: E402
import processes        # noqa: E402
import running          # noqa: E402
import scenarios        # noqa: E402

needs_compiler = pytest.mark.skipif(not hasattr(contextlib, 'ExitStack') or not os.path.isdir('/proc/self')
                                    or build.compiler() is None, reason='it needs Python 3, /proc and a C compiler')


@pytest.mark.parametrize('arguments, words', [
    (['--only', 'speed'], 'there is no scenario speed; there are connections, '),
    (['--rounds', '0'], '--rounds has to be 1 or more'),
    (['--rounds', 'many'], "invalid int value: 'many'"),
    (['--seconds', '0'], '--seconds has to be between'),
    (['--seconds', '1e9'], '--seconds has to be between'),
    (['--fast'], 'unrecognized arguments: --fast'),
])
def test_options_that_make_no_sense(arguments, words, capsys):
    with pytest.raises(SystemExit) as ended:
        bench.parse(arguments)
    assert ended.value.code == 2
    assert words in capsys.readouterr()[1].splitlines()[-1]


def test_options():
    options = bench.parse(['--quick', '--only', 'http', '--only', 'unix', '--rounds', '7'])
    assert [scenario.name for scenario in options.chosen] == ['unix', 'http']
    assert (options.rounds, options.seconds) == (7, bench.QUICK_SECONDS)
    assert bench.parse([]).chosen == scenarios.SCENARIOS
    assert 'backlog' not in [scenario.name for scenario in bench.parse(['--quick']).chosen]
    assert [scenario.name for scenario in bench.parse(['--quick', '--only', 'backlog']).chosen] == ['backlog']


FOUND = {'2.7': 'a', '3.6': 'b', '3.9': 'c', '3.13': 'd'}


@pytest.mark.parametrize('arguments, chosen, missing', [
    ([], ['2.7', '3.13', '3.6', '3.9'], ['3.11']),
    (['--quick'], ['2.7', '3.13'], []),
    (['--python', '3.9'], ['3.9'], []),
    (['--quick', '--python', '3.9', '--python', '3.4'], ['3.9'], ['3.4']),
])
def test_interpreters_are_chosen(arguments, chosen, missing):
    paths, absent = bench.choose(FOUND, bench.parse(arguments))
    assert (sorted(paths), absent) == (chosen, missing)


def test_a_machine_with_one_python():
    assert bench.choose({'3.12': 'x'}, bench.parse(['--quick']))[0] == {'3.12': 'x'}
    only = interpreters.Python('3.12', 'x')
    assert bench.runs_on(scenarios.BY_NAME['http'], only, [only], None)


def test_peers_run_on_the_newest_python_that_has_them():
    everything = ['native', 'gevent', 'cheroot']
    pythons = [interpreters.Python('3.10', 'x', everything), interpreters.Python('3.11', 'y', everything),
               interpreters.Python('3.12', 'z', everything), interpreters.Python('3.13', 'w', ['native', 'cheroot'])]
    interpreters._keep_newest_peers(pythons)
    assert [sorted(python.entries) for python in pythons] == [
        ['native'], ['cheroot', 'native'], ['gevent', 'native'], ['cheroot', 'native']]


def test_scenarios_run_where_goals_are_set():
    old, new = interpreters.Python('3.12', 'x'), interpreters.Python('3.13', 'y')
    assert not bench.runs_on(scenarios.BY_NAME['http'], old, [old, new], None)
    assert bench.runs_on(scenarios.BY_NAME['http'], new, [old, new], None)
    assert bench.runs_on(scenarios.BY_NAME['connections'], old, [old, new], None)
    assert bench.runs_on(scenarios.BY_NAME['http'], old, [old, new], ['3.12', '3.13'])


def test_no_compiler_is_said(monkeypatch, capsys):
    monkeypatch.setattr(interpreters, 'find', lambda: FOUND)
    monkeypatch.setattr(build, 'compiler', lambda: None)
    assert bench.main([]) == 0
    assert capsys.readouterr()[0].startswith('ci/bench/run: skipped: there is no ')


def test_a_python_that_is_not_here(monkeypatch, capsys):
    monkeypatch.setattr(interpreters, 'find', lambda: FOUND)
    assert bench.main(['--python', '3.5']) == 2
    assert capsys.readouterr()[1] == 'ci/bench/run: there is no Python 3.5 here\n'


def test_servers_tell_what_they_can():
    status, out, err = processes.run(os.path.join(bench_modules.FOLDER, 'servers.py'), 'probe')
    assert status == 0, err
    assert '"native threads"' in out and '"compatsrv"' in out


@needs_compiler
def test_a_scenario_runs(tmpdir):
    told = []
    programs = {name: build.program(name, str(tmpdir)) for name in ('load', 'epoll_server')}
    runner = running.Bench(programs, str(tmpdir), rounds=2, seconds=0.25, quick=True, tell=told.append)
    entries = ['native', 'compatsrv', 'bare Python loop', 'C epoll loop']
    python = interpreters.Python('%d.%d' % sys.version_info[:2], sys.executable, entries)
    records = running.rates(runner, scenarios.BY_NAME['unix'], python)
    assert told == []
    assert [record['entry'] for record in records] == entries
    for record in records:
        assert len(record['rate']) == 2 and min(record['rate']) > 0 and record['errors'] == [0, 0]
        assert record['p50_us'][0] <= record['p99_us'][0] <= record['max_us'][0]
        assert record['cpu_us'][0] > 0


@needs_compiler
@pytest.mark.parametrize('mode, message, workload', [('connect', 'x\n', 'echo'), ('visit', 'x\n', 'lines'),
                                                     ('lines', 'a\nb\nc\n', 'lines')])
def test_the_load_counts(tmpdir, mode, message, workload):
    load = build.program('load', str(tmpdir))
    with measure.Server(measure.python_server(sys.executable, 'native threads', {'workload': workload}), str(tmpdir)) as server:
        seen = measure.load(load, server.address, mode, clients=3, requests=50, message=message)
        assert (seen['requests'], seen['handled'], seen['errors']) == (50, 50, 0)
        # One that answers otherwise than is expected is no answer.
        wrong = measure.load(load, server.address, mode, clients=3, requests=5, message=message, expected='y')
        assert (wrong['requests'], wrong['handled'], wrong['errors']) == (0, 0, 5)


@needs_compiler
def test_held_connections(tmpdir):
    load = build.program('load', str(tmpdir))
    with measure.Server(measure.python_server(sys.executable, 'native threads', {'workload': 'lines'}), str(tmpdir)) as server:
        before = server.cpu()
        with measure.Held(load, server.address, 5):
            assert server.memory() > 0 and server.cpu() > before


@needs_compiler
def test_a_server_that_cannot_start_says_why(tmpdir):
    command = measure.python_server(sys.executable, 'native', {'transport': 'unix', 'path': str(tmpdir.join('no', 'folder'))})
    with pytest.raises(measure.Failed) as failed:
        measure.Server(command, str(tmpdir)).__enter__()
    assert 'Error' in str(failed.value)


@needs_compiler
def test_a_server_is_ended_with_its_children(tmpdir):
    load = build.program('load', str(tmpdir))
    with measure.Server(measure.python_server(sys.executable, 'native forks', {'workload': 'lines'}), str(tmpdir)) as server:
        with measure.Held(load, server.address, 2):
            assert len(list(measure._session(server.pid))) == 3
            server.stop()
    deadline = time.time() + processes.LIMIT
    while list(measure._session(server.pid)) and time.time() < deadline:        # they are init's now
        time.sleep(0.01)
    assert list(measure._session(server.pid)) == []
