from __future__ import print_function
import sys
from compatsrv.py2 import print
from compatsrv import py2

print()
print('a', 1, end=' ')
print('b')
print('to', 'stdout', file=sys.stdout)
print(('a', 1))
print ('a')
print('x' % (), end=' '); print("y")
print('caf\xe9', py2.repr('caf\xe9'))
