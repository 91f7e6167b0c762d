# -*- coding: latin-1 -*-
from __future__ import print_function
from compatsrv.py2 import print
from compatsrv import py2
name = "Andr\xe9"     # André
print(py2.repr(name))
