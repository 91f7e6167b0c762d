"""The standard library as Python 2 had it, with its meaning for native strings on both Pythons.

    import compatsrv.py2.structs as struct
    from compatsrv.py2.urls import unquote
    from compatsrv import py2

On 2.7 these are the library's own functions. On Python 3 they take and give native strings (bytes as latin-1) where
those of Python 3 would take them for text, or want bytes: unquote('%E9') is one byte, not a character that cannot be decoded.
Each module has all names of the one that it stands for:

    arrays        array                     patterns    re
    classes       compared, sliced          popens      popen2
    dbms          anydbm                    directories dircache
    html_parsers  HTMLParser                made        new
    set_types     sets                      shelves     shelve
    marshals      marshal                   csvs        csv
    foreign       ctypes                    mail_headers email.header
    user_dicts    UserDict
    base64s       base64                    memory      StringIO, cStringIO
    binaries      binascii                  messages    mimetools, rfc822
    configs       ConfigParser              databases   sqlite3
    gzips         gzip                      temporaries tempfile
    compressed    zlib                      pickles     pickle, cPickle
    forms         cgi                       processes   subprocess, commands
    hashes        hashlib; md5s, shas       sockets     socket
    http_clients  httplib                   structs     struct
    jsons         json                      texts       string
    kinds         types                     tls         ssl
    macs          hmac                      urls        urllib2, urlparse; urls1: urllib
    systems       os                        paths       os.path, posixpath
    globs         glob                      copies      shutil
    logs          logging                   log_handlers logging.handlers
    log_configs   logging.config

Built-in functions and operators, os.popen() and os.fdopen() stand here, and what is gone: open, popen, fdopen, buffer, type, bytearray, chr, cmp, div, filter, oct, repr, round, str,
unicode; print, the statement; message(e), which is e.message; names(sys.argv), which are native strings;
stdin(), stream(sys.stdout) and write(sys.stdout, x) for the standard streams.
`compatsrv migrate` writes all this where Python 3's own would answer otherwise.
"""

from __future__ import print_function

from compatsrv.py2._both import message
from compatsrv.py2.classes import compared, sliced
from compatsrv.py2.gone import (clock, getargspec, getcwdu, isMappingType, isNumberType, isSequenceType, popen2, popen3,
                                popen4, walk_path)
from compatsrv.py2.printing import print, stdin, stream, write    # noqa: F401

__all__ = ['buffer', 'bytearray', 'chr', 'clock', 'cmp', 'compared', 'div', 'fdopen', 'filter', 'getargspec', 'getcwdu',
           'isMappingType', 'isNumberType', 'isSequenceType', 'message', 'names', 'oct', 'open', 'popen', 'popen2', 'popen3', 'popen4',
           'print', 'repr', 'round', 'setdefaultencoding', 'sliced', 'stdin', 'str', 'stream', 'strings', 'text', 'type', 'unicode',
           'walk_path', 'write']

if bytes is "".__class__:
    from __builtin__ import buffer, bytearray, chr, cmp, filter, oct, open, repr, round, str, type, unicode
    from operator import div
    from os import fdopen, popen

    def setdefaultencoding(name):
        import sys
        sys.setdefaultencoding(name)     # which is there after reload(sys) alone

    def strings(x):
        """x, unchanged."""
        return x

    names = text = strings
else:
    from compatsrv.py2._common import strings, text     # noqa: F401
    from compatsrv.py2._paths import names      # noqa: F401
    from compatsrv.py2.files import fdopen, open        # noqa: F401
    from compatsrv.py2.operators import (buffer, bytearray, chr, cmp, div, filter, oct, repr, round,   # noqa: F401
                                         setdefaultencoding, str, type, unicode)
    from compatsrv.py2.processes import popen       # noqa: F401
