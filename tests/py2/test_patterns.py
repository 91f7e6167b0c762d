"""Patterns know ASCII alone, and what is found in native strings is native: as on 2.7, where this runs as well."""

import pytest

import compatsrv.py2.patterns as re
from compatsrv._strings import b, n

WORD = n(b'caf\xe9 \xb5x_1')


def test_ascii():
    assert re.findall(r'\w+', WORD) == ['caf', 'x_1']
    assert re.match(r'(\w+)=(\d+)$', n(b'lo\xe9d=12')) is None
    assert re.sub(r'\W', '_', WORD) == 'caf___x_1'
    assert re.split(r'\s+', n(b'a\xa0b\x85c d')) == ['a\xa0b\x85c', 'd']
    assert re.search('(?i)\xc9', WORD) is None and re.search('CAF', WORD, re.I).group() == 'caf'
    assert re.compile(r'\w', re.UNICODE).search(u'\xe9').group() == u'\xe9'


def test_what_is_found_is_native():
    found = re.search(r'(?P<head>f(.))\s(z)?', WORD)
    raw = b'f\xe9'
    assert b(found.group(1).upper()) == raw.upper()
    assert b(found.groups()[0].upper()) == raw.upper() and found.groups()[2] is None
    assert b(found.groupdict()['head'].upper()) == raw.upper()
    assert found.group(1, 2) == ('f\xe9', '\xe9') and found.group('head') == 'f\xe9' and found.start() == 2
    assert b(re.findall('f.', WORD)[0].upper()) == raw.upper()
    assert b(re.split(' ', WORD)[0].upper()) == b'CAF\xe9'
    assert b(re.sub('x', 'y', WORD).upper()) == b'CAF\xe9 \xb5Y_1'
    assert [b(each.group().upper()) for each in re.finditer('f.', WORD)] == [raw.upper()]
    assert b(found.expand(r'<\1>').upper()) == b'<F\xe9>'


def test_functions_for_replacements():
    assert re.sub('[a-c]', lambda found: found.group().upper(), WORD) == 'CAf\xe9 \xb5x_1'
    assert re.subn('[ac]', '', WORD) == ('f\xe9 \xb5x_1', 2)


def test_splitting():
    assert re.split('(,)', n('a,b,c')) == ['a', ',', 'b', ',', 'c']
    assert re.split(',', n('a,b,c'), 1) == ['a', 'b,c']
    assert re.split('(,)(x)?', n('a,b,c'), 1) == ['a', ',', None, 'b,c']
    assert re.split('x*', n('axbc')) == ['a', 'bc']


def test_the_rest():
    assert re.escape(n(b'a.\xe9_\0')) == '\\'.join(['a', '.', '\xe9', '_', '000'])
    pattern = re.compile(re.compile('(a)(?P<n>b)'))
    assert (pattern.groups, pattern.pattern, pattern.groupindex['n']) == (2, '(a)(?P<n>b)', 2)
    with pytest.raises(re.error):
        re.compile('(')
    assert re.match('a', u'ab').group() == u'a'


def test_text_stays_text():
    raw = u'\xe9'.encode('utf-8')
    assert re.match('(.)', u'\xe9').group(1).encode('utf-8') == raw
    assert re.sub('a', 'b', u'a\xe9').encode('utf-8') == b'b' + raw
    assert re.split(',', u'a,\xe9')[1].encode('utf-8') == raw
