"""compatsrv matrix, on results made by hand."""

import json

import pytest

import processes
from compatsrv.conformance import results

try:
    from importlib import metadata as python38
except ImportError:
    python38 = None

needs_python38 = pytest.mark.skipif(python38 is None, reason='the report needs Python 3.8')


def case(id, outcome='pass', expected='pass', **more):
    return dict({'id': id, 'area': id.split('/')[0], 'requirement': 'The requirement of %s.' % id, 'reference': 'A1; bpo-1',
                 'outcome': outcome, 'expected': expected, 'reason': '', 'wanted': '', 'seen': '', 'detail': '',
                 'seconds': 0.1}, **more)


def result(version, role, *cases, **more):
    return dict({'module': {'native': 'socketserver'}.get(role, role), 'role': role,
                 'environment': 'py' + version.replace('.', '')[:3], 'capabilities': {}, 'cases': list(cases),
                 'run': {'implementation': 'CPython', 'version': version + '.1', 'platform': 'here'}}, **more)


DIFFERS = {'outcome': 'fail', 'expected': 'fail', 'reason': 'A1: classic', 'wanted': 'a | pipe', 'seen': "'blue'\nmore"}


@pytest.fixture
def matrix(tmpdir):
    """matrix(*results) writes them and runs the command: (status, out, err, Markdown, JSON)."""
    def run(*given):
        paths = []
        for number, one in enumerate(given):
            paths.append(str(tmpdir.join('%d.json' % number)))
            results.save(paths[-1], one)
        markdown, data = tmpdir.join('m.md'), tmpdir.join('m.js')
        status, out, err = processes.run('-m', 'compatsrv', 'matrix', '--markdown', markdown, '--json', data, *paths)
        return (status, out, err, markdown.read_text('utf-8') if markdown.check() else None,
                json.loads(data.read()) if data.check() else None)
    return run


@needs_python38
def test_table(matrix):
    status, out, err, markdown, data = matrix(
        result('3.10', 'compatsrv', case('one/a'), case('two/b')),
        result('3.10', 'native', case('one/a', **DIFFERS), case('two/b')),
        result('2.7', 'native', case('one/a', **DIFFERS), case('two/b', 'skip', reason='fork: no os.fork')),
        result('3.9', 'compatsrv', case('one/a')))
    assert (status, err) == (0, '')
    titles = ['2.7 native', '3.9 compatsrv', '3.10 native', '3.10 compatsrv']
    assert [column['title'] for column in data['columns']] == titles
    assert [row['cells'] for row in data['rows']] == [
        dict(zip(titles, ['differs', 'pass', 'differs', 'pass'])), dict(zip(titles, ['skip', '-', 'pass', 'pass']))]
    assert data['columns'][0]['totals'] == {'pass': 0, 'differs': 1, 'FAIL': 0, 'FIXED': 0, 'skip': 1, '-': 0}
    assert '| behaviour | 2.7 native | 3.9 compatsrv | 3.10 native | 3.10 compatsrv |' in markdown
    assert '| a | differs | pass | differs | pass |' in markdown
    assert '| b | skip | - | pass | pass |' in markdown
    assert '| 2.7 native | 0 | 1 | 0 | 0 | 1 | 0 |' in markdown
    for word in ('pass', 'differs', 'FAIL', 'FIXED', 'skip', '-'):
        assert '- **%s**: ' % word in markdown
    # Evidence: the same thing seen by two columns is told once, and a line stays a line.
    assert '- 2.7 native, 3.10 native **differs**: classic\n  - wanted `a \\| pipe`\n  - seen `\'blue\'`\n' in markdown
    assert 'The requirement of one/a. (bpo-1)' in markdown
    assert max(len(line) for line in out.splitlines()) <= 100


@needs_python38
@pytest.mark.parametrize('outcome, expected, word', [('fail', 'pass', 'FAIL'), ('pass', 'fail', 'FIXED')])
def test_the_unexpected_is_status_1(matrix, outcome, expected, word):
    status, out, _, markdown, data = matrix(result('3.9', 'native', case('one/a', outcome, expected)))
    assert status == 1
    assert '%s one/a: 3.9 native' % word in out
    assert '| a | **%s** |' % word in markdown


@needs_python38
def test_columns_of_other_interpreters(matrix):
    free = result('3.13', 'native', case('one/a'), environment='py313t')
    pypy = result('3.11', 'native', case('one/a'),
                  run={'implementation': 'PyPy', 'version': '3.11.13', 'platform': 'here'})
    other = dict(result('3.13', 'mine.server', case('one/a')), role='other')
    data = matrix(free, pypy, result('3.13', 'native', case('one/a')), other)[4]
    assert [column['title'] for column in data['columns']] == [
        '3.13 native', '3.13 mine.server', '3.13t native', 'PyPy 3.11 native']


@needs_python38
def test_two_results_of_the_same_run(matrix):
    status, out, err, markdown, _ = matrix(result('3.9', 'native'), result('3.9', 'native'))
    assert (status, out, markdown) == (2, '', None)
    assert '0.json' in err and '1.json' in err and '3.9 native' in err and err.count('\n') == 1


@needs_python38
@pytest.mark.parametrize('text, said', [
    ('not json', 'not JSON'), ('{}', 'not a result'),
    (json.dumps({'kind': results.KIND, 'schema': 99}), 'schema version 99'),
    (json.dumps(dict(result('3.9', 'native'), kind=results.KIND, schema=1, run={})), 'unusable'),
    (json.dumps(dict(result('3.9', 'native'), kind=results.KIND, schema=1, cases=[{}])), 'case 1: incomplete'),
])
def test_files_that_are_no_results(tmpdir, text, said):
    path = tmpdir.join('bad.json')
    path.write(text)
    status, out, err = processes.run('-m', 'compatsrv', 'matrix', path)
    assert (status, out) == (2, '')
    assert err.startswith('compatsrv matrix: %s: ' % path) and said in err and err.count('\n') == 1


@needs_python38
def test_a_file_that_cannot_be_written(tmpdir):
    path = tmpdir.join('r.json')
    results.save(str(path), result('3.9', 'native', case('one/a')))
    status, _, err = processes.run('-m', 'compatsrv', 'matrix', path, '--markdown', path.join('m.md'))
    assert status == 2 and 'r.json/m.md: ' in err and err.count('\n') == 1


@pytest.mark.skipif(python38 is not None, reason='this Python is new enough for the report')
def test_old_interpreters_say_so(matrix):
    status, out, err, markdown, _ = matrix(result('3.9', 'native'))
    assert (status, out, markdown) == (2, '', None)
    assert 'needs Python 3.8' in err and err.count('\n') == 1
