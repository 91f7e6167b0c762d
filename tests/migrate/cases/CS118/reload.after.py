from __future__ import print_function
import os, sys
import six
import compatsrv
from compatsrv.py2 import print
from compatsrv import py2
str is bytes and reload(sys)
py2.setdefaultencoding('utf-8')
data = py2.popen("printf 'caf\\303\\251'").read()
print(len(data), len(data.decode()), len(py2.unicode(data)), len(compatsrv.n(data.encode('utf-8'))))
import string
string = six.moves.reload_module(string)
if string: str is bytes and reload(sys); py2.setdefaultencoding('ascii')
try:
    py2.unicode(data)
except UnicodeDecodeError:
    print('not ASCII')
