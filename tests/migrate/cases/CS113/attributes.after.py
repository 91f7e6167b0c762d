from __future__ import print_function
import sys
from compatsrv.py2 import print


class Handler:
    def handle(self):
        pass


print(sys.maxsize > 1, Handler().handle.__func__.__name__, next(iter('ab')))
