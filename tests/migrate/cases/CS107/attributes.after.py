from __future__ import print_function
from compatsrv.py2 import print
print(-(7).__hash__(), 0o777, 8 .real)
