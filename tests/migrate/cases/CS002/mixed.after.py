from __future__ import print_function
from compatsrv.py2 import print
if 1:
        x = 1
        print(x)
        if x:
            print("""a
	b""")
