from __future__ import print_function
from compatsrv.py2 import print
print([(x, y, z) for x in (1, 2) for y in (3, 4) if y for z in (5, 6)])
