"""The examples of docs/strings.md do what they say, and the table there is that of the tests."""

import doctest
import io
import os

HERE = os.path.dirname(os.path.abspath(__file__))
PATH = os.path.join(os.path.dirname(HERE), 'docs', 'strings.md')


def test_examples():
    failed, attempted = doctest.testfile(PATH, module_relative=False)
    assert attempted >= 8 and failed == 0


def test_every_difference_is_told():
    with io.open(PATH, encoding='utf-8') as file:
        told = file.read()
    with io.open(os.path.join(HERE, 'strings', 'different.txt'), encoding='ascii') as file:
        lines = [line.split(' | ')[:2] for line in file if ' | ' in line and not line.startswith('#')]
    assert len(lines) >= 10
    for expression, instead in lines:
        assert '`%s` | `%s`' % (expression, instead) in told
