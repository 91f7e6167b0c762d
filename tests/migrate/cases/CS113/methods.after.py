from __future__ import print_function
import itertools
import sys
import functools
from six.moves import range
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


class Node:
    def __init__(self, following): self.next = following


step = functools.partial(next, iter(list(range(3))))
serial = functools.partial(next, itertools.count(int('5')))
print(step(), step(), serial(), serial(), Node(Node('end')).next.next)
