"""The standard library's functions that deal in str on Python 2, for native strings on Python 3.

    from compatsrv import natives
    data = natives.open(path).read()

    import compatsrv.natives.structs as struct

Each has the name and the arguments that it has on 2.7, where it is the one of the standard library itself. On Python 3 it takes
native strings, latin-1 text and bytes, and what is str on 2.7 comes as native strings. The modules, each with all other names
of the one that it stands for:

structs     struct                      hashes      hashlib, md5, sha
pickles     pickle, cPickle             macs        hmac
base64s     base64                      urls        urllib, urllib2, urlparse
binaries    binascii                    http_clients   httplib
compressed  zlib                        processes   subprocess, commands
jsons       json                        memory      StringIO, cStringIO
cgis        cgi, as far as handlers use it, which 3.13 has not

open(), popen()   files
strings(x)        bytes as native strings, also in lists, tuples and dicts
text(x)           native strings as the text that they are in UTF-8, also in lists, tuples and dicts
"""

__all__ = ['open', 'popen', 'strings', 'text']

if str is bytes:
    from __builtin__ import open
    from os import popen

    def strings(x):
        """x, unchanged."""
        return x

    text = strings
else:
    from compatsrv.natives._common import strings, text     # noqa: F401
    from compatsrv.natives._files import open, popen        # noqa: F401
