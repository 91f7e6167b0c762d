from __future__ import print_function
import functools
from compatsrv.py2 import print
from compatsrv import py2
def compare(one, other):
    return py2.cmp(other, one)


names = ['b', 'A', 'c']
print(sorted(names, key=lambda item: functools.cmp_to_key(compare)(py2.str.lower(item))), sorted(names, key=lambda item: functools.cmp_to_key(compare)((lambda name: name.lower())(item)), reverse=True))
names.sort(key=lambda item: functools.cmp_to_key(compare)(py2.str.lower(item)))
print(names)
