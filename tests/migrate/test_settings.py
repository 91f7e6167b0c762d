"""Settings, noqa, the page of the rules, the bar."""

import io
import os

import pytest

pytest.importorskip('importlib.metadata', reason='the migration kit is for Python 3.8 and newer')
pytest.importorskip('fissix', reason='fissix, which reads Python 2, is not installed')

TOML = '[build-system]\nrequires = []\n[tool.compatsrv]\nselect = ["CS2", "CS301"]  # two\nignore = [\n  "CS203",\n]\n' \
       'statistics = true\noutput-format = "json"\n[tool.other]\nselect = "x"\n'
INI = '[other]\nselect = x\n[compatsrv]\nselect = CS2, CS301\nignore =\n    CS203\nstatistics = yes\noutput_format = json\n'
EXPECTED = {'select': ['CS2', 'CS301'], 'ignore': ['CS203'], 'statistics': True, 'output-format': 'json'}


@pytest.mark.parametrize('name, text', [('pyproject.toml', TOML), ('setup.cfg', INI), ('tox.ini', INI)])
def test_settings_are_found_above_what_is_checked(tmpdir, name, text):
    from compatsrv.migrate import settings
    tmpdir.join(name).write(text)
    file = tmpdir.mkdir('a').mkdir('b').join('x.py')
    file.write('')
    assert settings.find([str(file)]) == (str(tmpdir.join(name)), EXPECTED)


def test_a_file_without_a_section_is_passed_over(tmpdir):
    from compatsrv.migrate import settings
    tmpdir.join('pyproject.toml').write('[tool.black]\n')
    tmpdir.join('setup.cfg').write(INI)
    assert settings.find([str(tmpdir)]) == (str(tmpdir.join('setup.cfg')), EXPECTED)


def test_the_small_reader_of_toml_agrees_with_the_library(tmpdir):
    from compatsrv.migrate import settings
    assert settings._small_toml('x', TOML) == {'select': ['CS2', 'CS301'], 'ignore': ['CS203'], 'statistics': True,
                                               'output-format': 'json'}
    assert settings._small_toml('x', '[tool.other]\ncompatsrv = 1\n') is None


@pytest.mark.parametrize('name, text, said', [
    ('setup.cfg', '[compatsrv]\nselct = CS2\n', 'selct: no such setting'),
    ('setup.cfg', '[compatsrv]\nstatistics = perhaps\n', 'statistics: true or false'),
    ('setup.cfg', '[compatsrv]\nselect\n', 'setup.cfg'),
    ('pyproject.toml', '[tool.compatsrv]\nselect = 3\n', '[tool.compatsrv] select: 3 is no value'),
    ('tox.ini', '[compatsrv]\nselect = CS2\nnothing\n', '3'),         # the line
    ('pyproject.toml', '[tool.compatsrv]\nselect = [\n', 'pyproject.toml'),
])
def test_wrong_settings_are_told_with_the_file(tmpdir, name, text, said):
    from compatsrv.migrate import settings
    tmpdir.join(name).write(text)
    with pytest.raises(settings.SettingsError) as caught:
        settings.find([str(tmpdir)])
    assert said in str(caught.value) and name in str(caught.value) and '\n' not in str(caught.value)


@pytest.mark.parametrize('text, said', [('tool = "compatsrv"', 'tool is no table'), ('[tool]\ncompatsrv = 3', 'compatsrv is no table')])
def test_a_setting_in_place_of_a_table_is_told(tmpdir, text, said):
    pytest.importorskip('tomllib')
    from compatsrv.migrate import settings
    path = tmpdir.join('pyproject.toml')
    path.write(text)
    with pytest.raises(settings.SettingsError) as caught:
        settings.find([str(tmpdir)])
    assert str(caught.value) == '%s: %s' % (path, said)


@pytest.mark.parametrize('comment, silenced', [
    ('', False), ('# noqa', True), ('# NOQA', True), ('#noqa', True), ('# noqa: CS203', True), ('# noqa:CS203', True),
    ('# noqa: E501, CS203', True), ('# noqa: CS2', True), ('# noqa: E501', False), ('# noqa: CS204', False),
    ('# noqa : cs203 because', True), ('# noqale', False),
])
def test_noqa(comment, silenced):
    from compatsrv.migrate.findings import Finding
    from compatsrv.migrate.noqa import is_silenced
    assert is_silenced(Finding('x.py', 1, 1, 'CS203', 'm', 'silent'), 'x = 1  ' + comment) is silenced


def test_every_rule_explains_itself():
    from compatsrv.migrate.explain import Explanation, text
    from compatsrv.migrate.findings import WEIGHTS
    from compatsrv.migrate.rules import all_rules
    rules = all_rules()
    assert len({rule.CODE for rule in rules}) == len(rules) > 20
    for rule in rules:
        this = Explanation(rule)
        assert this.title and this.why and rule.WEIGHT in WEIGHTS, rule.CODE
        if rule.CODE[:3] in ('CS2', 'CS3'):
            assert this.before and this.after and this.fix, rule.CODE
        assert this.code in text(rule)


def test_the_page_of_the_rules_is_what_they_say(root):
    from compatsrv.migrate import explain
    from compatsrv.migrate.rules import all_rules
    with io.open(os.path.join(root, 'docs', 'rules.md'), encoding='utf-8') as file:
        assert file.read() == explain.to_markdown(all_rules()), 'run python ci/rules.py'


class Terminal(io.StringIO):
    def isatty(self):
        return True


def bar(stream, seconds, monkeypatch, term='xterm'):
    """What is drawn if each file takes so many seconds."""
    from compatsrv.migrate.progress import Progress
    monkeypatch.setenv('TERM', term)
    now = [0.0]
    progress = Progress(4, 'checking', stream, lambda: now[0])
    for count in range(1, 5):
        now[0] += seconds
        progress.at(count)
    progress.clear()
    return stream.getvalue()


def test_the_bar_is_drawn_on_terminals_that_wait(monkeypatch):
    assert bar(Terminal(), 0.1, monkeypatch) == ''
    assert bar(io.StringIO(), 9, monkeypatch) == ''
    assert bar(Terminal(), 9, monkeypatch, 'dumb') == ''
    drawn = bar(Terminal(), 9, monkeypatch)
    assert '4 of 4 files' in drawn and drawn.endswith('\r\033[K')
