"""The formats of `check`."""

import json

import pytest

pytest.importorskip('importlib.metadata', reason='the migration kit is for Python 3.8 and newer')
pytest.importorskip('fissix', reason='fissix, which reads Python 2, is not installed')

SOURCE = b"import SocketServer\nclass H(SocketServer.StreamRequestHandler):\n    def handle(self):\n" \
         b"\tif self.rfile.readline() == 'caf\xc3\xa9': pass\n"


@pytest.fixture
def checked(tmpdir):
    from compatsrv.migrate import checking
    good, bad = tmpdir.join('a b,%.py'), tmpdir.join('bad.py')
    good.write_binary(b'# -*- coding: utf-8 -*-\n' + SOURCE.replace(b'\t', b' ' * 8))
    bad.write_binary(b'x = (\n')
    return checking.check_paths([str(good), str(bad)], progress=False)


def rules():
    from compatsrv.migrate.rules import all_rules
    return all_rules()


def test_text_has_the_line_and_a_caret_under_the_place(checked):
    from compatsrv.migrate import output
    lines = list(output.plain(checked[0]))
    assert 'a b,%.py:5:12: CS201 ' in lines[0]
    assert lines[1].index('self.rfile') == lines[2].index('^')
    assert not any('\033' in line for line in lines)
    assert '\033[31mCS201\033[0m' in list(output.plain(checked[0], colour=True))[0]


def test_text_comes_by_weight(checked):
    from compatsrv.migrate import output
    assert [finding.weight for finding, _ in output.in_order(checked[0])] == ['silent', 'renamed']


def test_carets_under_tabs_wide_and_control_characters():
    from compatsrv.migrate import output
    from compatsrv.migrate.checking import Checked
    from compatsrv.migrate.findings import Finding
    source = '\tif\x1b x == 1:'
    result = Checked('x.py', [Finding('x.py', 1, 6, 'CS201', 'm', 'silent')], {1: source}, False)
    lines = list(output.plain([result]))
    assert lines[1] == '    ' + ' ' * 8 + 'if. x == 1:' and lines[2].index('^') == lines[1].index('x')


def test_json_has_everything(checked):
    from compatsrv.migrate import output
    report = json.loads(output.to_json(checked[0], checked[1], rules()))
    assert report['files'] == 1 and report['version'] == 1
    assert {(each['line'], each['col'], each['code'], each['weight']) for each in report['findings']} >= {(5, 12, 'CS201', 'silent')}
    assert set(report['findings'][0]) == {'path', 'line', 'col', 'code', 'message', 'weight', 'title', 'fixed'}
    assert [(each['line'], 'no Python' in each['reason']) for each in report['unreadable']] == [(2, True)] \
        or report['unreadable'][0]['line'] in (1, 2)


def test_github_escapes_what_has_a_meaning_there(checked):
    from compatsrv.migrate import output
    lines = list(output.github(*checked))
    assert lines[0].startswith('::error file=') and 'a b%2C%25.py,line=5,col=12,title=CS201::' in lines[0]
    assert lines[-1].startswith('::error file=') and 'bad.py' in lines[-1]


def check_sarif(log):
    """What the specification (SARIF 2.1.0, OASIS) wants of what we write: required properties, types, enumerations."""
    assert log['version'] == '2.1.0' and isinstance(log['runs'], list)                          # 3.13.2, 3.13.4
    for run in log['runs']:
        driver = run['tool']['driver']                                                          # 3.14.6, 3.18.2
        assert driver['name']                                                                   # 3.19.8
        identifiers = [rule['id'] for rule in driver['rules']]                                  # 3.49.3
        assert len(set(identifiers)) == len(identifiers)
        for rule in driver['rules']:
            assert rule['shortDescription']['text'] and rule['fullDescription']['text'] and rule['help']['text']    # 3.11
            assert rule['defaultConfiguration']['level'] in ('none', 'note', 'warning', 'error')                    # 3.50.3
        assert run['columnKind'] in ('utf16CodeUnits', 'unicodeCodePoints')                     # 3.14.17
        for invocation in run['invocations']:
            assert isinstance(invocation['executionSuccessful'], bool)                          # 3.20.14
            for note in invocation['toolExecutionNotifications']:
                assert note['message']['text']                                                  # 3.58.5
        for result in run['results']:
            assert identifiers[result['ruleIndex']] == result['ruleId']                         # 3.27.5, 3.27.6
            assert result['level'] in ('none', 'note', 'warning', 'error') and result['message']['text']    # 3.27.10, 3.27.11
            for location in result['locations']:
                place = location['physicalLocation']
                uri = place['artifactLocation']['uri']
                assert ' ' not in uri and '\\' not in uri and '%' in uri.replace('%25', '', 1)  # 3.10.1, RFC 3986
                region = place['region']
                assert region['startLine'] >= 1 and region['startColumn'] >= 1                  # 3.30.5, 3.30.6
                assert region['snippet']['text']                                                # 3.3


def test_sarif(checked):
    from compatsrv.migrate import output
    log = json.loads(output.sarif(checked[0], checked[1], rules(), '1.0'))
    check_sarif(log)
    run = log['runs'][0]
    assert [result['ruleId'] for result in run['results']][0] == 'CS201'
    assert run['invocations'][0]['executionSuccessful'] is False
    assert len(run['invocations'][0]['toolExecutionNotifications']) == 1
