"""A path: C:\\users."""
from __future__ import print_function
from compatsrv.py2 import print
path = 'C:\\users\\N' + "\\u"
print(path, len('\\u0041'), len(u'\u0041'), len(r'\u0041'), len(u'\u0041\\d'), len(u"""a\\
b"""), len(b'\u0041'), '\x41\n')
