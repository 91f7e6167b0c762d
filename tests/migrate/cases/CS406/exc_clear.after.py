from __future__ import print_function
import sys
from compatsrv.py2 import print

try:
    {}['x']
except KeyError:
    pass
print('went on')
