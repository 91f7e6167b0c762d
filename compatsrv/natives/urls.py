"""The names of urllib, urllib2 and urlparse, for native strings."""

from compatsrv.natives._names import take

if str is bytes:
    import urllib as _urllib
    import urllib2 as _urllib2
    import urlparse as _urlparse

    take(_urllib, globals())
    take(_urllib2, globals())
    take(_urlparse, globals())
else:
    import urllib.error
    import urllib.parse
    import urllib.request
    import urllib.response

    from compatsrv._nativestr import NativeString, native
    from compatsrv._requests import Reader
    from compatsrv._strings import b, n
    from compatsrv.natives._common import buffered

    for _module in (urllib.response, urllib.error, urllib.parse, urllib.request):
        take(_module, globals())

    def quote(s, safe='/'):
        return n(urllib.parse.quote(b(s), b(safe)))

    def quote_plus(s, safe=''):
        return n(urllib.parse.quote_plus(b(s), b(safe)))

    def unquote(s):
        """As on 2.7: a native string gives one; text gives text."""
        return n(urllib.parse.unquote_to_bytes(b(s)))

    def unquote_plus(s):
        return unquote(n(s).replace('+', ' '))

    def urlencode(query, doseq=0):
        """The query of a mapping or of pairs; what is no string is taken by its str()."""
        def quotable(value):
            return value if isinstance(value, bytes) else b(value) if _is_latin(value) else str(value)

        pairs = query.items() if hasattr(query, 'items') else query
        pairs = [(quotable(key), [quotable(part) for part in value] if doseq and isinstance(value, (list, tuple)) else quotable(value))
                 for key, value in pairs]
        return n(urllib.parse.urlencode(pairs, doseq))

    def _is_latin(value):
        return isinstance(value, str) and native(value) is not value or isinstance(value, NativeString)

    def parse_qs(qs, keep_blank_values=0, strict_parsing=0):
        result = {}
        for name, value in parse_qsl(qs, keep_blank_values, strict_parsing):
            result.setdefault(name, []).append(value)
        return result

    def parse_qsl(qs, keep_blank_values=0, strict_parsing=0):
        """Pairs of native strings. '&' and ';' both separate, as on 2.7."""
        result = []
        for pair in [part for section in n(qs).split('&') for part in section.split(';')]:
            if not pair and not strict_parsing:
                continue
            name, equals, value = pair.partition('=')
            if not equals and strict_parsing:
                raise ValueError('bad query field: %r' % (pair,))
            if value or (keep_blank_values and (equals or keep_blank_values)):
                result.append((unquote_plus(name), unquote_plus(value)))
        return result

    class _Response(Reader):
        """What urlopen() gives: info(), geturl() and the like are the plain one's."""

        def __init__(self, raw):
            super(_Response, self).__init__(raw, NativeString)

    def urlopen(url, data=None, *args, **kwargs):
        return _Response(urllib.request.urlopen(url, buffered(data), *args, **kwargs))
