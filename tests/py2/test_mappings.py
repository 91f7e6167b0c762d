"""Databases, shelves and the classes of UserDict: mappings whose methods give lists. 2.7 runs these on its own modules."""

import os

import pytest

from compatsrv import n
from compatsrv.py2 import dbms, shelves, user_dicts


@pytest.fixture
def shelf(tmpdir):
    shelf = shelves.open(os.path.join(str(tmpdir), 'shelf'))
    yield shelf
    shelf.close()


@pytest.fixture
def database(tmpdir):
    database = dbms.open(os.path.join(str(tmpdir), 'database'), 'c')
    yield database
    database.close()


class Mixed(user_dicts.DictMixin):
    def __init__(self):
        self.pairs = []

    def keys(self):
        return [key for key, _ in self.pairs]

    def __getitem__(self, key):
        return dict(self.pairs)[key]

    def __setitem__(self, key, value):
        self.pairs = [pair for pair in self.pairs if pair[0] != key] + [(key, value)]

    def __delitem__(self, key):
        self[key]
        self.pairs = [pair for pair in self.pairs if pair[0] != key]


def check(mapping):
    """What all of them can: two keys, whose values are strings."""
    mapping['a'], mapping['b'] = '1', '2'
    assert sorted(mapping.keys()) == ['a', 'b'] and isinstance(mapping.keys(), list)
    assert mapping['a'] == '1' and len(mapping) == 2
    assert mapping.has_key('a') and not mapping.has_key('c')        # noqa: W601
    assert 'b' in mapping and 'c' not in mapping
    with pytest.raises(KeyError):
        mapping['c']
    del mapping['a']
    with pytest.raises(KeyError):
        del mapping['a']
    assert mapping.keys() == ['b']


def check_more(mapping):
    """What dicts can besides: one key, b."""
    assert (mapping.get('b'), mapping.get('c'), mapping.get('c', 0)) == ('2', None, 0)
    assert (mapping.values(), mapping.items()) == (['2'], [('b', '2')])
    assert mapping.setdefault('c', '3') == mapping.setdefault('c', '4') == '3'
    assert (mapping.pop('c'), mapping.pop('c', 0)) == ('3', 0)
    mapping.update({'d': '5'})
    assert sorted(mapping) == sorted(mapping.iterkeys()) == ['b', 'd']
    assert sorted(mapping.itervalues()) == ['2', '5'] and sorted(mapping.iteritems()) == [('b', '2'), ('d', '5')]
    assert mapping.popitem() in (('b', '2'), ('d', '5'))
    mapping.clear()
    assert mapping.items() == []
    with pytest.raises(KeyError):
        mapping.popitem()


def test_shelf(shelf):
    check(shelf)
    check_more(shelf)


def test_database(database):
    check(database)
    database[n(b'\xff')] = n(b'\xfe')
    assert database[n(b'\xff')] == n(b'\xfe')


def test_mixed():
    mapping = Mixed()
    check(mapping)
    check_more(mapping)


def test_user_dict():
    mapping = user_dicts.UserDict()
    check(mapping)
    assert (mapping.values(), mapping.items(), mapping.data) == (['2'], [('b', '2')], {'b': '2'})
