"""The modules urllib2, urllib and urlparse; urlopen() is that of urllib2.

What is quoted in URLs are bytes, as in Python 2.
"""

from compatsrv.py2._names import take

if str is bytes:
    import urllib as _urllib
    import urllib2 as _urllib2
    import urlparse as _urlparse

    take(_urlparse, globals())
    take(_urllib2, globals())
    take(_urllib, globals())
    urllib_urlopen, urlopen = _urllib.urlopen, _urllib2.urlopen
else:
    import urllib.error
    import urllib.parse
    import urllib.request

    from compatsrv._files import Reader
    from compatsrv._nativestr import NativeString
    from compatsrv._http import like_python2
    from compatsrv._strings import b, n

    take(urllib.error, globals())
    take(urllib.request, globals())
    take(urllib.parse, globals())

    def quote(s, safe='/'):
        """The bytes of s with %XX for all but letters, digits, `_.-` and what is safe."""
        quoted = urllib.parse.quote(b(s), b(safe))
        return n(quoted if '~' in safe else quoted.replace('~', '%7E'))     # which Python 2 quotes (bpo-16285)

    def quote_plus(s, safe=''):
        """The same, with + for a blank."""
        return quote(s, safe + ' ').replace(' ', '+')

    def unquote(s):
        """The bytes that a quoted string stands for."""
        return n(urllib.parse.unquote_to_bytes(b(s)))

    def unquote_plus(s):
        """The same, with a blank for +."""
        return unquote(n(s).replace('+', ' '))

    def urlencode(query, doseq=0):
        """query: a mapping or pairs; with doseq, a value that is a sequence gives a pair for each of its items."""
        encoded = urllib.parse.urlencode(query, doseq, encoding='latin-1')
        return n(encoded.replace('~', '%7E'))

    def parse_qsl(qs, keep_blank_values=0, strict_parsing=0):
        """The pairs of a query string. & and ; part them, as in Python 2."""
        pairs = []
        for part in n(qs).replace(';', '&').split('&'):
            name, equals, value = part.partition('=')
            if not equals and strict_parsing:
                raise ValueError('bad query field: %r' % part)
            if value or (keep_blank_values and (equals or part)):
                pairs.append((unquote_plus(name), unquote_plus(value)))
        return pairs

    def parse_qs(qs, keep_blank_values=0, strict_parsing=0):
        """The same as a dict, with a list of values for each name."""
        found = {}
        for name, value in parse_qsl(qs, keep_blank_values, strict_parsing):
            found.setdefault(name, []).append(value)
        return found

    class _Response(Reader):
        def read(self, size=-1):
            # With -1 Python 3 takes a body in chunks for one without.
            return n(self.raw.read(*[size] if size >= 0 else []))

    def _open(open, url, data, *args, **kwargs):
        try:
            response = open(url, None if data is None else b(data), *args, **kwargs)
        except urllib.error.HTTPError as error:
            error.hdrs = error.headers = like_python2(error.hdrs)
            error.file = _Response(error.fp, NativeString)
            error.read, error.readline = error.file.read, error.file.readline
            raise
        response.headers = like_python2(response.headers)
        return _Response(response, NativeString)

    def urlopen(url, data=None, *args, **kwargs):
        """urllib2.urlopen(): a file of native strings; it is Python 3's response otherwise."""
        return _open(urllib.request.urlopen, url, data, *args, **kwargs)

    def build_opener(*handlers):
        """urllib2.build_opener(), whose open() gives what urlopen() gives."""
        opener = urllib.request.build_opener(*handlers)
        open = opener.open
        opener.open = lambda fullurl, data=None, *args, **kwargs: _open(open, fullurl, data, *args, **kwargs)
        return opener

    def urllib_urlopen(url, data=None, *args, **kwargs):
        """urllib.urlopen(): the same, and no exception for the server's errors."""
        try:
            return urlopen(url, data, *args, **kwargs)
        except urllib.error.HTTPError as error:
            return error
