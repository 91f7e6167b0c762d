from __future__ import print_function
import itertools
from six.moves import zip
from six.moves import map
from compatsrv.py2 import print
from compatsrv import py2

names = list(map(py2.str.strip, [' a', 'b ']))
print(names[0], list(zip('ab', 'cd'))[1], py2.filter(lambda n: n > 1, [1, 2]))
for a, b in zip('ab', [1, 2]):
    print(a, b)
print(list(map(len, ['a', 'bc'])))
