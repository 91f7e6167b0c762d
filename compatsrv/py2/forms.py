"""The part of the module cgi that handlers use, for native strings; 3.13 has no such module.

FieldStorage(fp, headers, environ), escape(), parse_qs(), parse_qsl(), parse_header()
"""

from compatsrv.py2._names import take

if str is bytes:
    import cgi as _cgi

    take(_cgi, globals())
else:
    import html
    import os
    import sys
    from email.message import Message

    from compatsrv._strings import b, n
    from compatsrv.py2.files import StringIO
    from compatsrv.py2.urls import parse_qs, parse_qsl      # noqa: F401

    def escape(s, quote=None):
        """&, < and > as entities; with quote the double quotation mark too, and not the other one, as on 2.7."""
        s = html.escape(s, False)
        return s.replace('"', '&quot;') if quote else s

    def parse_header(line):
        """The value of a header line and its parameters: (value, {name: value})."""
        message = Message()
        message['content-type'] = line
        parameters = message.get_params(unquote=True) or [(line, '')]
        return line.split(';')[0].strip(), {name.lower(): value for name, value in parameters[1:]}

    class MiniFieldStorage(object):
        """A field of a form: name, value."""

        filename = None
        file = None
        type = None
        headers = {}
        disposition = None

        def __init__(self, name, value):
            self.name, self.value = name, value

        def __repr__(self):
            return 'MiniFieldStorage(%r, %r)' % (self.name, self.value)

    class FieldStorage(object):
        """The fields of a form that was sent: a mapping of names to fields, or to lists of them."""

        def __init__(self, fp=None, headers=None, outerboundary='', environ=os.environ, keep_blank_values=0, strict_parsing=0):
            method = environ.get('REQUEST_METHOD', 'GET').upper()
            headers = headers if headers is not None else {}
            self.headers, self.list, self.name, self.filename = headers, [], None, None
            kind = headers.get('content-type') or environ.get('CONTENT_TYPE', 'application/x-www-form-urlencoded')
            self.type, self.type_options = parse_header(kind)
            if method in ('GET', 'HEAD'):
                self._query(environ.get('QUERY_STRING', ''), keep_blank_values, strict_parsing)
                return
            length = int(headers.get('content-length') or environ.get('CONTENT_LENGTH') or -1)
            body = n((fp or sys.stdin.buffer).read(length))
            if self.type == 'multipart/form-data':
                self._parts(body, self.type_options['boundary'])
            else:
                self._query(body, keep_blank_values, strict_parsing)
            if environ.get('QUERY_STRING'):
                self._query(environ['QUERY_STRING'], keep_blank_values, strict_parsing)

        def _query(self, query, keep_blank_values, strict_parsing):
            self.list += [MiniFieldStorage(*pair) for pair in parse_qsl(query, keep_blank_values, strict_parsing)]

        def _parts(self, body, boundary):
            for part in ('\r\n' + body).split('\r\n--' + boundary)[1:]:
                if part.startswith('--'):
                    break
                head, _, content = part.partition('\r\n\r\n')
                headers = dict([(name.strip().lower(), value.strip()) for name, _, value in
                                [line.partition(':') for line in head.splitlines() if ':' in line]])
                options = parse_header(headers.get('content-disposition', ''))[1]
                field = MiniFieldStorage(options.get('name'), n(b(content)))
                field.headers, field.filename = headers, options.get('filename')
                field.type = headers.get('content-type', 'text/plain').split(';')[0]
                field.file = StringIO(content)
                self.list.append(field)

        def __getitem__(self, key):
            found = [field for field in self.list if field.name == key]
            if not found:
                raise KeyError(key)
            return found[0] if len(found) == 1 else found

        def getvalue(self, key, default=None):
            values = self.getlist(key)
            return default if not values else values[0] if len(values) == 1 else values

        def getfirst(self, key, default=None):
            return (self.getlist(key) or [default])[0]

        def getlist(self, key):
            return [field.value for field in self.list if field.name == key]

        def keys(self):
            return list(dict.fromkeys([field.name for field in self.list]))

        def has_key(self, key):
            return key in self.keys()

        __contains__ = has_key

        def __iter__(self):
            return iter(self.keys())

        def __len__(self):
            return len(self.keys())

        def __bool__(self):
            return bool(self.list)
