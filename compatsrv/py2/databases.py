"""The module sqlite3, to which native strings are text in UTF-8."""

import sqlite3 as _sqlite3

from compatsrv.py2._names import take

take(_sqlite3, globals())
if str is not bytes:
    from compatsrv._nativestr import NativeString
    from compatsrv.py2._common import text

    _sqlite3.register_adapter(NativeString, text)
