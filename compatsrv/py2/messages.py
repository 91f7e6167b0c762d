"""The modules mimetools and rfc822.

Headers as mimetools.Message and rfc822.Message had them.
"""

from compatsrv.py2._names import take

if str is bytes:
    import rfc822 as _rfc822
    import mimetools as _mimetools

    take(_mimetools, globals())
    take(_rfc822, globals())
else:
    import http.client

    from compatsrv._headers import Headers
    from compatsrv._strings import b

    def Message(fp, seekable=1):
        """mimetools.Message(fp): the headers at the place of a file of native strings or bytes, which is left after them."""
        headers = http.client.parse_headers(_Lines(fp), Headers)
        headers.complete = True
        return headers

    class _Lines(object):
        def __init__(self, fp):
            self.fp = fp

        def readline(self, size=-1):
            return b(self.fp.readline())
