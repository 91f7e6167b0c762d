"""Each rule's cases: what is rewritten, that it means the same, and what is left alone.

cases/CSnnn/name.before.py is migrated to name.after.py, which is migrated to itself; name.noop.py is left as it is. The
first is run on 2.7, the second on the Python that runs the tests, and what they print is compared.
"""

import glob
import io
import os
import sys

import pytest

import kit
import processes
import python27

CASES = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'cases')
BEFORE = sorted(os.path.relpath(path, CASES) for path in glob.glob(os.path.join(CASES, '*', '*.before.py')))
NOOP = sorted(os.path.relpath(path, CASES) for path in glob.glob(os.path.join(CASES, '*', '*.noop.py')))
# What 2.7 cannot even read: there is nothing to compare with.
UNREADABLE = (os.path.join('CS001', 'latin.before.py'), os.path.join('CS001', 'missing.before.py'))


def read(name):
    with io.open(os.path.join(CASES, name), 'rb') as file:
        return file.read()


def after(name):
    return name.replace('.before.py', '.after.py')


def migrated(data, name='program.py'):
    pytest.importorskip('fissix')
    pytest.importorskip('libmodernize')
    from compatsrv.migrate import migrate_source
    result = migrate_source(data, name)
    assert result.reason is None
    return result.new


@pytest.fixture(scope='module')
def library(tmpdir_factory):
    return kit.make_library(tmpdir_factory.mktemp('library'))


def output(path, python, library=''):
    """What a program prints, as bytes in latin-1."""
    environ = processes.environment(PYTHONPATH=library, PYTHONIOENCODING='latin-1', PYTHONDONTWRITEBYTECODE='1')
    process = processes.start(os.path.join(CASES, path), python=python or sys.executable, env=environ, cwd=os.path.dirname(CASES))
    out, err = processes.output(process, limit=20)
    assert process.returncode == 0, err.decode('latin-1')
    return out


@pytest.mark.parametrize('name', BEFORE)
def test_rewritten(name):
    assert migrated(read(name)).decode('latin-1') == read(after(name)).decode('latin-1')
    assert migrated(read(after(name))) == read(after(name))


@pytest.mark.parametrize('name', [name for name in BEFORE if name not in UNREADABLE])
def test_means_the_same(name, library):
    old = python27.find()
    if old is None:
        pytest.skip('there is no python2.7 to give the reference')
    before = output(name, old)
    assert before.strip()
    assert output(after(name), None, library) == before


@pytest.mark.parametrize('name', UNREADABLE)
def test_can_be_read(name, library):
    old = python27.find()
    if old is None:
        pytest.skip('there is no python2.7 to give the reference')
    assert output(after(name), old, library) == output(after(name), None, library) != b''


@pytest.mark.parametrize('name', NOOP)
def test_left_alone(name):
    assert migrated(read(name)) == read(name)


@pytest.mark.parametrize('name', BEFORE)
def test_found_before_and_not_after(name):
    pytest.importorskip('fissix')
    from compatsrv.migrate import check_source
    code = os.path.dirname(name)
    if code[:3] in ('CS0', 'CS1', 'CS4'):
        assert code in [finding.code for finding in check_source(read(name))]
    assert code not in [finding.code for finding in check_source(read(after(name)))]


def test_every_rule_that_rewrites_has_a_case():
    pytest.importorskip('libmodernize')
    from compatsrv.migrate.rules import all_rules
    cases = {os.path.dirname(name) for name in BEFORE}
    rewriting = {rule.CODE for rule in all_rules() if hasattr(rule, 'fix') or hasattr(rule, 'FIXERS')}
    assert rewriting - cases == set()


def test_rules_say_what_they_read():
    """check lets go of fissix's tree before the rules that do not say that they read it."""
    pytest.importorskip('libmodernize')
    import inspect
    from compatsrv.migrate.rules import all_rules
    for rule in all_rules():
        if 'module.root' in inspect.getsource(rule.find) or 'module.index' in inspect.getsource(rule.find):
            assert getattr(rule, 'READS', '') == 'root', rule.CODE
