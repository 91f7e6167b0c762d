"""The module re: \\w, \\s, \\d, \\b and IGNORECASE know ASCII alone, and what is found in a native string is one."""

from compatsrv.py2._names import take

if str is bytes:
    import re as _plain

    take(_plain, globals())
else:
    import re as _plain

    from compatsrv._nativestr import NativeString, native
    from compatsrv._strings import n

    take(_plain, globals())
    LETTERS = frozenset('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')

    def _as(subject, x):
        """x as the subject is: strings in it are native if that is."""
        if not isinstance(subject, NativeString):
            return x
        if type(x) is str:
            return native(x)
        if isinstance(x, (list, tuple)):
            return type(x)([_as(subject, part) for part in x])
        return x

    def _subject(x):
        return n(x) if isinstance(x, (bytes, bytearray, memoryview)) else x

    class _Match(object):
        """A match; what it gives are native strings."""

        def __init__(self, plain, pattern):
            self._plain, self.re = plain, pattern

        def __getattr__(self, name):
            if name == '_plain':
                raise AttributeError(name)
            return getattr(self._plain, name)

        def group(self, *groups):
            return _as(self._plain.string, self._plain.group(*groups))

        __getitem__ = group

        def groups(self, default=None):
            return _as(self._plain.string, self._plain.groups(default))

        def groupdict(self, default=None):
            return {name: _as(self._plain.string, value) for name, value in self._plain.groupdict(default).items()}

        def expand(self, template):
            return _as(self._plain.string, self._plain.expand(template))

    class _Pattern(object):
        """A compiled pattern, with the methods of 2.7."""

        def __init__(self, plain):
            self._plain = plain

        def __getattr__(self, name):
            if name == '_plain':
                raise AttributeError(name)
            return getattr(self._plain, name)

        def _match(self, plain):
            return None if plain is None else _Match(plain, self)

        def match(self, string, *args):
            return self._match(self._plain.match(_subject(string), *args))

        def search(self, string, *args):
            return self._match(self._plain.search(_subject(string), *args))

        def split(self, string, maxsplit=0):
            return _as(string, self._plain.split(_subject(string), maxsplit))

        def findall(self, string, *args):
            return _as(string, self._plain.findall(_subject(string), *args))

        def finditer(self, string, *args):
            return map(self._match, self._plain.finditer(_subject(string), *args))

        def sub(self, repl, string, count=0):
            return self.subn(repl, string, count)[0]

        def subn(self, repl, string, count=0):
            if callable(repl):
                function, repl = repl, lambda match: str(function(_Match(match, self)))
            else:
                repl = _subject(repl)
            return _as(_subject(string), self._plain.subn(repl, _subject(string), count))

    def compile(pattern, flags=0):
        if isinstance(pattern, _Pattern):
            return pattern
        pattern = _subject(pattern)
        if isinstance(pattern, str):
            flags &= ~_plain.LOCALE
            if not flags & _plain.UNICODE and '(?u)' not in pattern:
                flags |= _plain.ASCII
        return _Pattern(_plain.compile(pattern, flags))

    def match(pattern, string, flags=0):
        return compile(pattern, flags).match(string)

    def search(pattern, string, flags=0):
        return compile(pattern, flags).search(string)

    def split(pattern, string, maxsplit=0, flags=0):
        return compile(pattern, flags).split(string, maxsplit)

    def findall(pattern, string, flags=0):
        return compile(pattern, flags).findall(string)

    def finditer(pattern, string, flags=0):
        return compile(pattern, flags).finditer(string)

    def sub(pattern, repl, string, count=0, flags=0):
        return compile(pattern, flags).sub(repl, string, count)

    def subn(pattern, repl, string, count=0, flags=0):
        return compile(pattern, flags).subn(repl, string, count)

    def escape(pattern):
        """As on 2.7: a backslash before all but ASCII letters, digits and the null."""
        return native(''.join([c if c in LETTERS else '\\000' if c == '\0' else '\\' + c for c in pattern]))
