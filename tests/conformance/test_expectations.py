"""What is known to fail: the ranges, the file, and that it speaks of cases that there are."""

import importlib
import json
import os
import pkgutil

import pytest

from compatsrv import conformance
from compatsrv.conformance import expectations
from compatsrv.conformance.cases import Case


@pytest.mark.parametrize('versions, version, wanted', [
    ('2.7', (2, 7, 18), True), ('2.7', (3, 7, 0), False), ('3.6-3.8', (3, 8, 18), True),
    ('3.6-3.8', (3, 9, 0), False), ('3.6-3.8', (3, 5, 9), False), ('3.11-3.13.0', (3, 13, 0), True),
    ('3.11-3.13.0', (3, 13, 1), False), ('3.9+', (3, 15, 0), True), ('3.9+', (3, 8, 0), False),
    ('3.10', (3, 1, 0), False), ('2.7 3.9+', (3, 9, 1), True),
])
def test_ranges(versions, version, wanted):
    assert expectations.matches(versions, version) is wanted


@pytest.mark.parametrize('text, said', [
    ('', 'unusable'), ('[]', 'unusable'), ('{"schema": 2, "cases": {}}', 'schema version 2'),
    ('{"schema": 1, "cases": {"a/b": [{"versions": "new", "reason": ""}]}}', "'new' is no version"),
    ('{"schema": 1, "cases": {"a/b": [{"versions": "2.7"}]}}', 'reason'),
])
def test_unusable_files_are_named(tmpdir, text, said):
    path = tmpdir.join('bad.json')
    path.write(text)
    with pytest.raises(expectations.ExpectationError) as error:
        expectations.load(str(path), (2, 7, 18))
    assert str(path) in str(error.value) and said in str(error.value)


def all_cases():
    for _, name, _ in pkgutil.iter_modules([os.path.dirname(conformance.__file__)]):
        if name.startswith('test_'):
            module = importlib.import_module('compatsrv.conformance.' + name)
            for function in vars(module).values():
                if isinstance(getattr(function, 'case', None), Case):
                    yield name, function.case


def test_every_known_failure_is_a_case():
    assert expectations.ids(expectations.NATIVE) - {case.id for _, case in all_cases()} == set()


def test_every_known_failure_names_its_row():
    with open(expectations.NATIVE) as file:
        entries = [entry for entries in json.load(file)['cases'].values() for entry in entries]
    assert [entry for entry in entries if entry['reason'][:1] not in ('A', 'C')] == []


def test_ids_are_unique_and_named_after_their_file():
    cases = list(all_cases())
    ids = [case.id for _, case in cases]
    assert len(ids) == len(set(ids)) >= 60
    assert [case.id for name, case in cases if name != 'test_' + case.area] == []


def test_every_case_says_what_it_requires_and_why():
    for _, case in all_cases():
        assert case.requirement.endswith('.') and case.reference, case.id
