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
