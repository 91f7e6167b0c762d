from __future__ import print_function
import compatsrv.py2.kinds as types
from compatsrv.py2.kinds import StringType
from compatsrv.py2 import print
from compatsrv import py2


def kind(x):
    if isinstance(x, py2.str):
        return 'str'
    if isinstance(x, py2.unicode) or isinstance(x, types.UnicodeType):
        return 'unicode'
    return py2.type(x).__name__


print(kind('a'), kind(1), isinstance('a', (py2.str, py2.unicode)), isinstance('a', StringType), type([]) == list, not isinstance(1, py2.str))
