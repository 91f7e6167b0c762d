import itertools
import sys


def lines():
    yield ' a '
    yield ' b '
    yield ['c']


found = lines()
print found.next().strip() + found.next().strip().upper(), found.next()[0]
try:
    {}['key']
except KeyError:
    print sys.exc_type.__name__, sys.exc_value.args[0]


class Node:
    def __init__(self, following): self.next = following


step = iter(range(3)).next
serial = itertools.count(int('5')).next
print step(), step(), serial(), serial(), Node(Node('end')).next.next
