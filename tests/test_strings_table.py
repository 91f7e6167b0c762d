"""What Python 2 programs do with received data gives on every interpreter what it gives on 2.7.

tests/strings/expected.json is what 2.7 answers. To make it anew:
    python tests/test_strings_table.py
"""

import io
import json
import os
import subprocess
import sys

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, 'strings'))

import evaluate     # noqa: E402
import python27     # noqa: E402
from compatsrv._strings import b, n     # noqa: E402

EXPECTED = os.path.join(HERE, 'strings', 'expected.json')
OPERATIONS = evaluate.expressions(os.path.join(HERE, 'strings', 'operations.txt'))
DIFFERENT = [[part.strip() for part in line.split(' | ')]
             for line in evaluate.expressions(os.path.join(HERE, 'strings', 'different.txt'))]


def ask_python27(sources):
    """What 2.7 answers, for each expression a list: an answer for each sample. None if there is no 2.7."""
    python = python27.find()
    if python is None:
        return None
    process = subprocess.Popen([python, os.path.join(HERE, 'strings', 'evaluate.py')], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE)
    out = process.communicate(json.dumps(sources).encode('ascii'))[0]
    assert process.returncode == 0
    return json.loads(out.decode('ascii'))


@pytest.fixture(scope='module')
def expected():
    with io.open(EXPECTED, encoding='ascii') as file:
        return json.load(file)


def test_there_are_enough():
    assert len(set(OPERATIONS)) >= 120


def test_expected_is_what_27_answers(expected):
    answers = ask_python27(OPERATIONS)
    if answers is None:
        pytest.skip('there is no python2.7')
    assert dict(zip(OPERATIONS, answers)) == expected


@pytest.mark.parametrize('source', OPERATIONS)
def test_operation(source, expected):
    assert evaluate.answers([source], n, b)[0] == expected[source]


@pytest.mark.parametrize('source, instead, why', DIFFERENT)
def test_what_to_write_instead(source, instead, why):
    """The two mean the same on 2.7, and here what is written instead gives that."""
    answers = ask_python27([source, instead])
    if answers is None:
        pytest.skip('there is no python2.7')
    assert answers[1] == answers[0]
    assert evaluate.answers([instead], n, b)[0] == answers[0]
    if 'before 3.12' not in why:
        assert (evaluate.answers([source], n, b)[0] == answers[0]) == (str is bytes)


if __name__ == '__main__':
    with io.open(EXPECTED, 'w', encoding='ascii') as expected_file:
        table = json.dumps(dict(zip(OPERATIONS, ask_python27(OPERATIONS))), indent=0, sort_keys=True,
                           separators=(',', ':'))
        expected_file.write(table if isinstance(table, evaluate.TEXT) else table.decode('ascii'))
