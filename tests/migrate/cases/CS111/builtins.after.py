from __future__ import print_function
import sys
import six
from six.moves import range
from functools import reduce
from compatsrv.py2 import print
from compatsrv import py2
print(isinstance(u'a', six.string_types), isinstance('a', six.string_types), isinstance(u'a', py2.unicode), py2.type(py2.unicode('a')) is py2.type(u'a'))
print(sum(range(3)), reduce(lambda a, b: a + b, [1, 2]), six.unichr(97) == u'a', int(3) + 1, isinstance(3, (int, int)))
print(py2.cmp(1, 2), max(*(1, 2)), py2.filter(py2.str.isdigit, 'a1b2'), py2.filter(None, (0, 1)), py2.round(2.5), py2.oct(8))
try:
    raise Exception('x')
except Exception as e:
    print(e)


class Text(object):
    unicode = 'an attribute'


print(Text().unicode)
