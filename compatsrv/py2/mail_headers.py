"""The module email.header: what decode_header() gives are native strings."""

from __future__ import absolute_import

from compatsrv.py2._names import take
import email.header as _header

take(_header, globals())

if str is not bytes:
    from compatsrv.py2._common import natives, strings

    def decode_header(header):
        """The parts of a header: [(native string, name of its charset or None)]."""
        return [(strings(natives(part)), charset) for part, charset in _header.decode_header(header)]
