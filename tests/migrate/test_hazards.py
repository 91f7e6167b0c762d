"""What bytes do to str handlers, in programs whose lines say what has to be found in them; and programs with nothing to find."""

import os

import pytest

import labels

pytest.importorskip('importlib.metadata', reason='the migration kit is for Python 3.8 and newer')
pytest.importorskip('fissix', reason='fissix, which reads Python 2, is not installed')


@pytest.mark.parametrize('path', labels.sources('hazards'), ids=os.path.basename)
def test_all_that_is_labelled_is_found_and_nothing_else(path):
    text = labels.read(path)
    assert labels.labels(text)
    assert labels.findings(text, path) == labels.labels(text)


@pytest.mark.parametrize('path', labels.sources('clean'), ids=os.path.basename)
def test_nothing_is_found(path):
    from compatsrv.migrate import check_source
    found = check_source(labels.read(path), path)
    assert [str(finding) for finding in found if not finding.code.startswith('CS1')] == []


def test_every_rule_has_a_hazard():
    from compatsrv.migrate.rules import all_rules
    labelled = {code for path in labels.sources('hazards') for _, code in labels.labels(labels.read(path))}
    ours = {rule.CODE for rule in all_rules() if rule.CODE[:3] in ('CS2', 'CS3')}
    assert ours - labelled <= {'CS299'}     # what cannot be followed has a test of its own
