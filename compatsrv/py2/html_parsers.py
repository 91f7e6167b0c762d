"""The module HTMLParser: entities are told of, and not replaced, as on 2.7."""

from compatsrv.py2._names import take

if str is bytes:
    import HTMLParser as _HTMLParser

    take(_HTMLParser, globals())
else:
    import html.parser

    take(html.parser, globals())

    class HTMLParser(html.parser.HTMLParser):
        """A parser that calls handle_entityref() and handle_charref()."""

        def __init__(self):
            html.parser.HTMLParser.__init__(self, convert_charrefs=False)

    class HTMLParseError(Exception):
        """What is no longer raised."""
