from __future__ import print_function
from compatsrv.py2 import print
print(0o755, 10, 0xFF, 0, 00, 0.5, 0o777)
