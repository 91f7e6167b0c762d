from __future__ import print_function
from compatsrv.py2 import print
print(repr(1) + repr('a'), 1 != 2, [x for x in (1, 2)])
