# coding: utf-8
from __future__ import print_function
import compatsrv.py2.patterns as re
from compatsrv.py2 import print
from compatsrv import py2
print(re.sub(u'\\d+', u'', u'a1b22') == u'ab', u'\u0041\\\\u0041' == u'A\\\\u0041', u"\\\"" == u'\\"', u'' == u'')
print(py2.repr('\xc3\xa9\\\'\\\\ \\u'), len('''\
\\U \\\\N'''), py2.repr(r'\u stays'))
