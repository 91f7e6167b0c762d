"""The results file."""

import json

import pytest

from compatsrv.conformance import results

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


@pytest.mark.parametrize('text, said', [
    (None, 'No such file'), ('{', 'not JSON'), ('[]', 'not a result'), ('{"kind": "other"}', 'not a result'),
    (json.dumps(dict(RESULT, kind=results.KIND, schema=7)), 'schema version 7'),
    (json.dumps({'kind': results.KIND, 'schema': 1, 'module': 'm'}), 'it has no role'),
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
