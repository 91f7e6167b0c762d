from __future__ import print_function
import sys
import six
from compatsrv.py2 import print
from compatsrv import py2

try:
    raise ValueError('no number')
except ValueError as e:
    print(e)
try:
    try:
        raise KeyError('a', 1)
    except KeyError:
        six.reraise(ValueError, ValueError('again'), sys.exc_info()[2])
except ValueError as e:
    print(e)
try:
    raise ValueError
except ValueError as e:
    print(py2.repr(str(e)))
