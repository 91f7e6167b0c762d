# -*- coding: utf-8 -*-
from __future__ import print_function
import sys
import compatsrv
from compatsrv.py2 import print
from compatsrv import py2
str is bytes and reload(sys)
py2.setdefaultencoding('utf-8')

print(py2.repr(compatsrv.n(u'caf\xe9'.encode('utf-8'))))
