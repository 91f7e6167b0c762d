"""The part of the module cgi that handlers use, for native strings; 3.13 has no such module.

FieldStorage(fp, headers, environ), MiniFieldStorage, escape(), parse_qs(), parse_qsl(), parse_header()
"""

from compatsrv.py2._names import take

if str is bytes:
    import cgi as _cgi

    take(_cgi, globals())
else:
    import html
    import os
    import re
    import sys

    from compatsrv._nativestr import native
    from compatsrv._strings import n
    from compatsrv.py2.files import StringIO
    from compatsrv.py2.messages import Message
    from compatsrv.py2.urls import parse_qs, parse_qsl      # noqa: F401

    URL_ENCODED = 'application/x-www-form-urlencoded'

    def escape(s, quote=None):
        """&, < and > as entities; with quote the double quotation mark too, and not the other one, as on 2.7."""
        s = html.escape(s, False)
        return s.replace('"', '&quot;') if quote else s

    def parse_header(line):
        """The value of a header line and its parameters: (value, {name: value})."""
        value, parts = None, {}
        for part in _parts(native(line)):
            if value is None:
                value = part
                continue
            name, equals, text = [each.strip() for each in part.partition('=')]
            if len(text) > 1 and text[0] == text[-1] == '"':
                text = text[1:-1].replace('\\\\', '\\').replace('\\"', '"')
            if equals:
                parts[name.lower()] = text
        return value, parts

    def _parts(line):
        """What semicolons part, but for those in quotation marks; the last of these may be missing."""
        start, quoted = 0, False
        for index, character in enumerate(line):
            if character == '"' and line[index - 1:index] != '\\':
                quoted = not quoted
            elif character == ';' and not quoted:
                yield line[start:index].strip()
                start = index + 1
        yield line[start:].strip()

    class MiniFieldStorage(object):
        """A field of a form: name, value."""

        filename = file = type = list = disposition = None
        type_options, disposition_options, headers = {}, {}, {}

        def __init__(self, name, value):
            self.name, self.value = name, value

        def __repr__(self):
            return '%s(%r, %r)' % (type(self).__name__, self.name, self.value)

    class _Part(MiniFieldStorage):
        """A field of a form that was sent in parts.

        done: 1 for the last part, 0 for the others
        """

        def __init__(self, head, content, done):
            self.headers, self.done = Message(StringIO(head + '\r\n\r\n')), done
            self.disposition, self.disposition_options = parse_header(self.headers.get('content-disposition', ''))
            self.type, self.type_options = parse_header(self.headers.get('content-type', 'text/plain'))
            super(_Part, self).__init__(self.disposition_options.get('name'), content)
            self.filename = self.disposition_options.get('filename')
            self.file = StringIO(content)

    class FieldStorage(object):
        """The fields of a form that was sent: a mapping of names to fields, or to lists of them.

        list    all fields in order; None if what was sent is no form: then value is the body, and file a file of it
        """

        name = filename = file = disposition = None

        def __init__(self, fp=None, headers=None, outerboundary='', environ=os.environ, keep_blank_values=0, strict_parsing=0):
            method, query = environ.get('REQUEST_METHOD', 'GET').upper(), environ.get('QUERY_STRING', '')
            if headers is None:     # a script's
                headers = {'content-type': environ.get('CONTENT_TYPE', URL_ENCODED), 'content-length': environ.get('CONTENT_LENGTH')}
            elif method == 'POST':
                query = ''
            self.value = self.list = []
            self.headers, self._how = headers, (keep_blank_values, strict_parsing)
            self.type, self.type_options = parse_header(headers.get('content-type') or environ.get('CONTENT_TYPE', URL_ENCODED))
            if method in ('GET', 'HEAD'):
                self._query(query)
                return
            length = int(headers.get('content-length') or environ.get('CONTENT_LENGTH') or -1)
            body = n((fp or sys.stdin.buffer).read(length))
            if self.type[:10] == 'multipart/':
                self._query(query)
                self._parts(body, self.type_options['boundary'])
            elif self.type == URL_ENCODED:
                self._query('&'.join([body, query] if query else [body]))
            else:
                self.list, self.file, self.value = None, StringIO(body), body

        def _query(self, query):
            self.list += [MiniFieldStorage(*pair) for pair in parse_qsl(query, *self._how)]

        def _parts(self, body, boundary):
            border = re.compile(r'(?:\A|\r?\n)--%s(--)?[ \t]*(?=\r?\n|\Z)' % re.escape(boundary))
            found = border.search(body)
            while found and not found.group(1):
                following = border.search(body, found.end())
                part = body[found.end():following.start() if following else len(body)]
                blank = re.search(r'\r?\n\r?\n', part)
                if blank:
                    done = int(not following or bool(following.group(1)))
                    self.list.append(_Part(part[:blank.start()].lstrip(), part[blank.end():], done))
                found = following

        def _fields(self, key=None):
            if self.list is None:
                raise TypeError('not indexable')
            return [field for field in self.list if key in (None, field.name)]

        def __getitem__(self, key):
            found = self._fields(key)
            if not found:
                raise KeyError(key)
            return found[0] if len(found) == 1 else found

        def getvalue(self, key, default=None):
            values = self.getlist(key)
            return default if not values else values[0] if len(values) == 1 else values

        def getfirst(self, key, default=None):
            return (self.getlist(key) or [default])[0]

        def getlist(self, key):
            return [field.value for field in self._fields(key)]

        def keys(self):
            return list(dict.fromkeys([field.name for field in self._fields()]))

        def has_key(self, key):
            return key in self.keys()

        __contains__ = has_key

        def __iter__(self):
            return iter(self.keys())

        def __len__(self):
            return len(self.keys())

        def __bool__(self):
            return bool(self.list)
