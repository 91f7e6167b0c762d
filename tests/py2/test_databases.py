"""sqlite3 with native strings: what is read is what 2.7 reads, where this runs as well."""

import compatsrv.py2.databases as sqlite3
from compatsrv._strings import b, n

CAFE = n(b'caf\xc3\xa9')


def test_bytes_are_stored_as_they_are():
    connection = sqlite3.connect(':memory:')
    connection.text_factory = str
    cursor = connection.cursor()
    cursor.execute('create table t (a text, b integer)')
    cursor.execute('insert into t values (?, ?)', (CAFE, 1))
    cursor.executemany('insert into t values (?, ?)', [(n('b'), 2), (n('c'), 3)])
    rows = connection.execute("select a, b from t where a = '%s'" % CAFE).fetchall()
    assert rows == [(CAFE, 1)] and b(rows[0][0].upper()) == b'CAF\xc3\xa9'
    assert cursor.execute('select a from t where a = ?', (CAFE,)).fetchone()[0] == CAFE
    assert connection.execute('select length(a) from t').fetchone() == (4,)
    assert [row[0] for row in cursor.execute('select a from t order by b desc')] == ['c', 'b', CAFE]


def test_text_is_read_by_default():
    connection = sqlite3.connect(':memory:')
    assert connection.execute('select ?', (u'\xe9',)).fetchone() == (u'\xe9',)
    assert connection.execute('select ?', (n('ascii'),)).fetchone() == (u'ascii',)
