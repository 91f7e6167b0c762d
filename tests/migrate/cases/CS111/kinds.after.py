from __future__ import print_function
from compatsrv.py2 import print
from compatsrv import py2
for value in (u'\u20ac', 'a'):
    print(isinstance(value, py2.str), isinstance(value, (py2.str, py2.unicode)), py2.unicode(value) == u'a')
