"""The modules logging.handlers and logging, as `import logging.handlers` gives them."""

import sys as _sys

from compatsrv.py2 import logs as _logs
from compatsrv.py2._names import take

if str is bytes:
    import logging.handlers as _original

    handlers = _original
    take(_original, globals())
else:
    import logging.handlers as _original

    from compatsrv.py2._paths import decoded as _decoded

    class BaseRotatingHandler(_logs.FileHandler, _original.BaseRotatingHandler):
        """What both that rotate have in common."""

    class RotatingFileHandler(BaseRotatingHandler, _original.RotatingFileHandler):
        """Writes to a file, which is renamed when it has maxBytes."""

        _place = 3

    class TimedRotatingFileHandler(BaseRotatingHandler, _original.TimedRotatingFileHandler):
        """Writes to a file, which is renamed after a time."""

        _place = 3

    class WatchedFileHandler(_logs.FileHandler, _original.WatchedFileHandler):
        """Writes to a file, which is opened again when another one has its name."""

    class _Line(str):
        """What SysLogHandler puts together, and then encodes."""

        def __add__(self, other):
            return _Line(str.__add__(self, other))

        def __radd__(self, other):
            return _Line(str.__add__(other, self))

        def encode(self, *args):
            return _logs._octets(self)

    class SysLogHandler(_original.SysLogHandler):
        """Sends to a syslogd, by default at UDP port 514."""

        def __init__(self, address=('localhost', _original.SYSLOG_UDP_PORT), *args, **kwargs):
            super(SysLogHandler, self).__init__(_decoded(address), *args, **kwargs)

        def format(self, record):
            return _Line(super(SysLogHandler, self).format(record))

    handlers = _logs.handlers = _sys.modules[__name__]
    take(_original, globals())

take(_logs, globals())
