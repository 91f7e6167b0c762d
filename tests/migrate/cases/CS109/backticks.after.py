from __future__ import print_function
from compatsrv.py2 import print
from compatsrv import py2
name = 'caf\xe9'
print(py2.repr(name), py2.repr((1, 2)), py2.repr((3)) + py2.repr('a'), py2.repr([py2.repr(name)]))
