from __future__ import print_function
from compatsrv.py2 import print
from compatsrv import py2
print(py2.repr(1) + py2.repr('a'), 1 != 2, [x for x in (1, 2)])
