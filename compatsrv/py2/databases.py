"""The module sqlite3. Native strings are stored as the text that they are in UTF-8; with text_factory = str they are what is read."""

from compatsrv.py2._names import take

if str is bytes:
    import sqlite3 as _sqlite3

    take(_sqlite3, globals())
else:
    import sqlite3 as _sqlite3

    from compatsrv._nativestr import NativeString
    from compatsrv._strings import b, n
    from compatsrv.py2._paths import decoded

    class Connection(_sqlite3.Connection):
        """A connection whose text_factory may be str as on 2.7: bytes as they are stored."""

        @property
        def text_factory(self):
            return _sqlite3.Connection.text_factory.__get__(self)

        @text_factory.setter
        def text_factory(self, factory):
            _sqlite3.Connection.text_factory.__set__(self, n if factory is str else factory)

        def execute(self, sql, *args):
            return super(Connection, self).execute(_text(sql), *[_texts(each) for each in args])

        def executemany(self, sql, rows):
            return super(Connection, self).executemany(_text(sql), map(_texts, rows))

        def cursor(self, factory=None):
            return super(Connection, self).cursor(factory or Cursor)

    class Cursor(_sqlite3.Cursor):
        """A cursor whose statements may be native strings."""

        def execute(self, sql, *args):
            return super(Cursor, self).execute(_text(sql), *[_texts(each) for each in args])

        def executemany(self, sql, rows):
            return super(Cursor, self).executemany(_text(sql), map(_texts, rows))

    def connect(database, *args, **kwargs):
        kwargs.setdefault('factory', Connection)
        return _sqlite3.connect(decoded(database), *args, **kwargs)

    def _text(value):
        """The text that a string stands for: UTF-8 if it can be."""
        try:
            return b(value).decode('utf-8')
        except UnicodeError:
            return value

    def _texts(values):
        """The values for a statement; of strings the text that they stand for."""
        if isinstance(values, (list, tuple)):
            return [_text(value) if isinstance(value, str) else value for value in values]
        if isinstance(values, dict):
            return {key: _text(value) if isinstance(value, str) else value for key, value in values.items()}
        return values

    _sqlite3.register_adapter(NativeString, _text)
    take(_sqlite3, globals())
    # Names of 2.7 that 3.12 has no more
    OptimizedUnicode = str
