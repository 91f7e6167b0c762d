"""Headers of Python 3 that can be asked as Python 2's rfc822 and mimetools could: names are lower-case, values native strings.

Never imported on 2.7.
"""

import email.utils
import http.client
import re

from compatsrv._strings import n

__all__ = ['Headers', 'like_python2']


class Headers(http.client.HTTPMessage):
    """http.client's headers, with the methods of mimetools.Message.

    complete    set after parsing: from then on setting a header replaces what there is of that name
    """

    # rfc822.Message

    unixfrom = status = ''

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

    def setdefault(self, name, default=''):
        if name not in self:
            self[name] = default
        return self[name]

    def has_key(self, name):
        return name in self

    def getheaders(self, name):
        return [_native(value) for value in self.get_all(name, [])]

    def getallmatchingheaders(self, name):
        return [line for key, lines in self._lines() if key == name.lower() for line in lines]

    def getfirstmatchingheader(self, name):
        return next((lines for key, lines in self._lines() if key == name.lower()), [])

    def getrawheader(self, name):
        lines = self.getfirstmatchingheader(name)
        return n(''.join(lines)[len(name) + 1:]) if lines else None

    def getaddr(self, name):
        """(real name, address) of the first address, (None, None) if there is none."""
        return (self.getaddrlist(name) or [(None, None)])[0]

    def getaddrlist(self, name):
        return [(n(real), n(address)) for real, address in email.utils.getaddresses(map(str.__str__, self.getheaders(name)))]

    def getdate(self, name):
        """The date in a header as time.mktime() takes it, or None."""
        date = email.utils.parsedate(self.get(name, ''))
        return date and date[:8] + (0,)

    def getdate_tz(self, name):
        """The same and, at the end, how many seconds its zone is east of Greenwich."""
        date = email.utils.parsedate_tz(self.get(name, ''))
        return date and date[:8] + (0, date[9])

    def isheader(self, line):
        """The name of a line that is a header, lower-case; None if it is none."""
        name, colon, _ = line.partition(':')
        return name.lower() if colon else None

    def _lines(self):
        """(name, its lines) of each header, in order."""
        for name, value in self.raw_items():
            yield name.lower(), [n(line + '\r\n') for line in re.split('\r?\n', '%s: %s' % (name, value))]

    @property
    def headers(self):
        return [line for _, lines in self._lines() for line in lines]

    @property
    def dict(self):
        return {n(name).lower(): _native(value) for name, value in self.raw_items()}

    def keys(self):
        return list(self.dict)

    def values(self):
        return list(self.dict.values())

    def items(self):
        return list(self.dict.items())

    def __iter__(self):
        return iter(self.dict)

    def __len__(self):
        return len(self.dict)

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
        """The parameters of the type, name=value, with names in lower case."""
        parts = [part.partition('=') for part in self.plisttext.split(';')[1:]]
        return [name.strip().lower() + equals + value.strip() for name, equals, value in parts]

    plist = property(getplist)

    def getparamnames(self):
        return [part.partition('=')[0] for part in self.getplist() if '=' in part]

    def getparam(self, name):
        value = self.get_param(name)
        return None if value is None else _native(value)

    def getencoding(self):
        return (self.get('content-transfer-encoding') or '7bit').lower()


class ResponseHeaders(Headers):
    """Those of httplib, where the values of several headers of one name are joined."""

    @property
    def dict(self):
        found = {}
        for name, value in self.raw_items():
            found.setdefault(n(name).lower(), []).append(_native(value))
        return {name: n(', ').join(found[name]) for name in found}


def like_python2(message):
    """The headers of a response, to be asked by the methods of Python 2."""
    headers = ResponseHeaders()
    for name, value in message.raw_items():
        headers[name] = value
    headers.complete = True
    return headers


def _native(value):
    """A value in one line, or more if it was folded."""
    return n('\n ').join([line.strip() for line in n(str(value)).split('\n')])
