from __future__ import print_function
import functools
from compatsrv.py2 import print
from compatsrv import py2
def by_length(a, b):
    return py2.cmp(len(a), len(b))


names = ['ccc', 'a', 'bb']
names.sort(key=functools.cmp_to_key(by_length))
print(names, sorted(names, key=functools.cmp_to_key(lambda a, b: py2.cmp(b, a))), sorted(names, key=functools.cmp_to_key(by_length), reverse=True), sorted(names, key=len))
