"""The results file."""

import json
import os

import pytest

from compatsrv.conformance import results

CASE = {'id': 'one/a', 'area': 'one', 'requirement': 'r', 'reference': '', 'outcome': 'pass', 'expected': 'pass', 'reason': '',
        'wanted': '', 'seen': ''}
RESULT = {'module': 'm', 'role': 'other', 'environment': 'py27', 'run': {}, 'capabilities': {}, 'cases': []}


def test_what_is_saved_is_loaded(tmpdir):
    path = str(tmpdir.join('new', 'folder', 'r.json'))
    results.save(path, RESULT)
    assert results.load(path) == dict(RESULT, kind='compatsrv-conformance', schema=1)


def test_a_failed_save_keeps_the_old_file(tmpdir):
    path = tmpdir.join('r.json')
    results.save(str(path), RESULT)
    before = path.read()
    with pytest.raises(TypeError):
        results.save(str(path), dict(RESULT, cases=[object()]))
    assert path.read() == before
    assert tmpdir.listdir() == [path]


def test_a_link_stays_a_link_and_what_is_no_file_is_written_to(tmpdir):
    """Not put in the place of, as /dev/stdout once was."""
    file, link, pipe = tmpdir.join('r.json'), tmpdir.join('link.json'), str(tmpdir.join('pipe'))
    try:
        link.mksymlinkto(file)
        os.mkfifo(pipe)
    except (AttributeError, OSError):
        pytest.skip('this platform has no links or named pipes')
    results.save(str(link), RESULT)
    assert link.islink() and results.load(str(file))['module'] == 'm'
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    results.save(pipe, RESULT)
    assert json.loads(os.read(reader, 65536).decode('ascii'))['module'] == 'm'
    os.close(reader)
    assert sorted(path.basename for path in tmpdir.listdir()) == ['link.json', 'pipe', 'r.json']


def case(**changes):
    return json.dumps(dict(RESULT, kind=results.KIND, schema=1, cases=[CASE, dict(CASE, **changes)]))


@pytest.mark.parametrize('text, said', [
    (None, 'No such file'), ('{', 'not JSON'), ('[]', 'not a result'), ('{"kind": "other"}', 'not a result'),
    (json.dumps(dict(RESULT, kind=results.KIND, schema=7)), 'schema version 7'),
    (json.dumps({'kind': results.KIND, 'schema': 1, 'module': 'm'}), 'it has no role'),
    (json.dumps(dict(RESULT, kind=results.KIND, schema=1, cases=3)), 'cases: no list'),
    (json.dumps(dict(RESULT, kind=results.KIND, schema=1, cases=[3])), 'case 1: no object'),
    (case().replace('"outcome"', '"result"'), 'case 1: incomplete: it has no outcome'),
    (case(area=3), 'case 2: area: no text'),
    ('[' * 100000, 'nested too deep'),
])
def test_what_is_no_result_is_named(tmpdir, text, said):
    path = tmpdir.join('r.json')
    if text is not None:
        path.write(text)
    with pytest.raises(results.ResultError) as error:
        results.load(str(path))
    assert str(error.value).startswith(str(path) + ': ') and said in str(error.value)


@pytest.mark.parametrize('outcome, expected, wanted', [
    ('pass', 'pass', False), ('fail', 'fail', False), ('fail', 'pass', True), ('pass', 'fail', True),
    ('skip', 'fail', False)])
def test_unexpected(outcome, expected, wanted):
    assert results.unexpected({'outcome': outcome, 'expected': expected}) is wanted
