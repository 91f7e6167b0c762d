#!/usr/bin/env python
# -*- coding: utf-8 -*-
# no coding line
from __future__ import print_function
from compatsrv.py2 import print
from compatsrv import py2
name = "Andr\xc3\xa9"
print(py2.repr(name))
