"""Handlers of http.server that deal in native strings, on Python 3: what they see is as it was on Python 2.

The head of a request is parsed as bytes, by the standard library; what comes after it is read as native strings.
Headers can be asked by the methods of Python 2 too, what a handler sends of the head is sent at once, and the bytes of
an error's message are sent as they are.
"""

import http.client

from compatsrv._headers import Headers
from compatsrv._strings import b, n

__all__ = ['switch_after_parsing']


def switch_after_parsing(handler, plain, native):
    """Give the handler its plain rfile for the head of each HTTP request, and the native one for what follows."""
    handle_one_request, parse_request = handler.handle_one_request, handler.parse_request

    def handling():
        handler.rfile = plain
        handle_one_request()

    def parsing():
        parsed = parse_request()
        handler.rfile = native
        handler.raw_requestline = n(handler.raw_requestline)
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
    handler.error_message_format = _Page(handler.error_message_format)


def _at_once(handler, send):
    """Python 3 keeps the head until end_headers(), which some programs never call."""
    def sending(*args, **kwargs):
        send(*args, **kwargs)
        handler.flush_headers()
    return sending


class _Page(str):
    """What send_error() fills in, and then encodes. Bytes, as they are in a path, have to stay what they are."""

    def __mod__(self, values):
        return _Page(str.__mod__(self, values))

    def encode(self, encoding='utf-8', errors='strict'):
        try:
            return b(self)
        except UnicodeEncodeError:      # text
            return str.encode(self, encoding, errors)
