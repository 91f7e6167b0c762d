"""Handlers of http.server that deal in native strings, on Python 3: what they see is as it was on Python 2.

The head of a request is parsed as bytes, by the standard library; what comes after it is read as native strings.
Headers can be asked by the methods of Python 2 too, and what a handler sends of the head is sent at once.
"""

import http.client

from compatsrv._strings import n

__all__ = ['Headers', 'like_python2', 'switch_after_parsing']


class Headers(http.client.HTTPMessage):
    """Python 3's headers, which can be asked as Python 2's too: names are lower-case, values native strings.

    complete    set after parsing: from then on setting a header replaces what there is of that name
    """

    # rfc822.Message

    def get(self, name, default=None):
        return self.dict.get(name.lower(), default)     # of several the last, as in Python 2

    getheader = get

    def __getitem__(self, name):
        value = self.get(name)
        if value is None:
            raise KeyError(name)
        return value

    def __setitem__(self, name, value):
        if getattr(self, 'complete', False):
            del self[name]
        http.client.HTTPMessage.__setitem__(self, name, value)

    def has_key(self, name):
        return name in self

    def getheaders(self, name):
        return [_native(value) for value in self.get_all(name, [])]

    def getallmatchingheaders(self, name):
        return [line for line in self.headers if line.lower().startswith(name.lower() + ':')]

    @property
    def headers(self):
        return [n('%s: %s\r\n' % pair) for pair in self.raw_items()]

    @property
    def dict(self):
        return {_native(name).lower(): _native(value) for name, value in self.raw_items()}

    def keys(self):
        return list(self.dict)

    def values(self):
        return list(self.dict.values())

    def items(self):
        return list(self.dict.items())

    def __iter__(self):
        return iter(self.dict)

    def __str__(self):
        return n('').join(self.headers)

    # mimetools.Message

    @property
    def typeheader(self):
        return self.get('content-type')

    @property
    def type(self):
        return n(self.get_content_type())

    gettype = http.client.HTTPMessage.get_content_type
    getmaintype = http.client.HTTPMessage.get_content_maintype
    getsubtype = http.client.HTTPMessage.get_content_subtype
    maintype = property(getmaintype)
    subtype = property(getsubtype)

    @property
    def plisttext(self):
        kind, semicolon, rest = (self.typeheader or '').partition(';')
        return semicolon + rest

    def getplist(self):
        return [part.strip() for part in self.plisttext.split(';')[1:]]

    def getparam(self, name):
        value = self.get_param(name)
        return None if value is None else _native(value)

    def getencoding(self):
        return (self.get('content-transfer-encoding') or '7bit').lower()


def like_python2(message):
    """The headers of a response, to be asked by the methods of Python 2."""
    headers = Headers()
    for name, value in message.raw_items():
        headers[name] = value
    headers.complete = True
    return headers


def _native(value):
    return n(str(value))


def switch_after_parsing(handler, plain, native):
    """Give the handler its plain rfile for the head of each HTTP request, and the native one for what follows."""
    handle_one_request, parse_request = handler.handle_one_request, handler.parse_request

    def handling():
        handler.rfile = plain
        handle_one_request()

    def parsing():
        parsed = parse_request()
        handler.rfile = native
        if parsed:
            handler.path, handler.requestline = n(handler.path), n(handler.requestline)
            if isinstance(handler.headers, Headers):
                handler.headers.complete = True
        return parsed

    handler.handle_one_request, handler.parse_request = handling, parsing
    if handler.MessageClass is http.client.HTTPMessage:
        handler.MessageClass = Headers
    for name in ('send_response_only', 'send_header'):
        setattr(handler, name, _at_once(handler, getattr(handler, name)))


def _at_once(handler, send):
    """Python 3 keeps the head until end_headers(), which some programs never call."""
    def sending(*args, **kwargs):
        send(*args, **kwargs)
        handler.flush_headers()
    return sending
