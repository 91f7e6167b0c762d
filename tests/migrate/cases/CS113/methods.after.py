from __future__ import print_function
import sys
from compatsrv.py2 import print


def lines():
    yield ' a '
    yield ' b '
    yield ['c']


found = lines()
print(next(found).strip() + next(found).strip().upper(), next(found)[0])
try:
    {}['key']
except KeyError:
    print(sys.exc_info()[0].__name__, sys.exc_info()[1].args[0])
