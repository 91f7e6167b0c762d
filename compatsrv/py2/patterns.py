"""The module re: letters, digits and white space are those of ASCII, and what is found in native strings is native.

With re.UNICODE they are Unicode's, as on 2.7.
"""

from compatsrv.py2._names import take

if str is bytes:
    import re as _re

    take(_re, globals())
else:
    import re as _re

    from compatsrv._nativestr import NativeString, native, plain
    from compatsrv.py2._common import natives

    take(_re, globals())

    _patterns = {}      # (source, flags) -> Pattern
    _MOST = 500

    def compile(pattern, flags=0):
        if isinstance(pattern, Pattern):
            return pattern
        if isinstance(pattern, _re.compile('').__class__):
            return Pattern(pattern)
        pattern = plain(pattern)
        key = str.__str__(pattern), int(flags)
        if key not in _patterns:
            if len(_patterns) >= _MOST:
                _patterns.clear()
            if not (flags & _re.UNICODE or '(?u' in pattern):
                flags |= _re.ASCII
            _patterns[key] = Pattern(_re.compile(str.__str__(pattern), flags & ~_re.LOCALE))
        return _patterns[key]

    def _function(name):
        def function(pattern, string, flags=0):
            return getattr(compile(pattern, flags), name)(string)
        function.__name__ = name
        return function

    search, match, findall, finditer = map(_function, ['search', 'match', 'findall', 'finditer'])

    def split(pattern, string, maxsplit=0, flags=0):
        return compile(pattern, flags).split(string, maxsplit)

    def sub(pattern, repl, string, count=0, flags=0):
        return compile(pattern, flags).sub(repl, string, count)

    def subn(pattern, repl, string, count=0, flags=0):
        return compile(pattern, flags).subn(repl, string, count)

    def escape(pattern):
        """Every character but ASCII letters and digits after a backslash, as on 2.7."""
        return native(''.join([c if c.isalnum() and c < '\x80' else '\\000' if c == '\0' else '\\' + c for c in plain(pattern)]))

    def template(pattern, flags=0):
        return compile(pattern, flags)

    def purge():
        _patterns.clear()

    class Pattern(object):
        """A compiled pattern of re, whose matches are native strings."""

        __slots__ = ('_pattern',)

        def __init__(self, pattern):
            self._pattern = pattern

        def __getattr__(self, name):
            return getattr(self._pattern, name)

        def __reduce__(self):
            return compile, (self.pattern, self.flags)

        def match(self, string, *span):
            return _match(self._pattern.match(plain(string), *span), self)

        def search(self, string, *span):
            return _match(self._pattern.search(plain(string), *span), self)

        def finditer(self, string, *span):
            return (_match(found, self) for found in self._pattern.finditer(plain(string), *span))

        def findall(self, string, *span):
            string = plain(string)
            return _like(string, self._pattern.findall(string, *span))

        def split(self, string, maxsplit=0):
            return _split(self._pattern, plain(string), maxsplit)

        def sub(self, repl, string, count=0):
            return self.subn(repl, string, count)[0]

        def subn(self, repl, string, count=0):
            replacement = (lambda found: plain(repl(_match(found, self)))) if callable(repl) else plain(repl)
            string = plain(string)
            return _like(string, self._pattern.subn(replacement, string, count))

    def _split(pattern, string, maxsplit):
        """As up to 3.6, nothing is split at an empty match."""
        parts, start = [], 0
        for found in pattern.finditer(string):
            if found.start() == found.end():
                continue
            if maxsplit and len(parts) >= maxsplit * (1 + pattern.groups):
                break
            parts += [string[start:found.start()]] + list(found.groups())
            start = found.end()
        return _like(string, parts + [string[start:]])

    def _like(string, value):
        """What was found in a native string as native strings; text stays text."""
        return natives(value) if isinstance(string, NativeString) else value

    def _match(found, pattern):
        return None if found is None else Match(found, pattern)

    class Match(object):
        """A match, whose groups are native strings."""

        __slots__ = ('_found', 're')

        def __init__(self, found, pattern):
            self._found = found
            self.re = pattern

        def __getattr__(self, name):
            return getattr(self._found, name)

        def group(self, *groups):
            return _like(self._found.string, self._found.group(*groups))

        __getitem__ = group

        def groups(self, default=None):
            return _like(self._found.string, self._found.groups(default))

        def groupdict(self, default=None):
            return _like(self._found.string, self._found.groupdict(default))

        def expand(self, template):
            return _like(self._found.string, self._found.expand(plain(template)))
