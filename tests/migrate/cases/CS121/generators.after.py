from __future__ import print_function
from compatsrv.py2 import print
def until(stop):
    for line in ('a', 'b', 'c'):
        if line == stop:
            return
        yield line
    return


class Lines:
    def __iter__(self):
        return self

    def next(self):
        raise StopIteration
    __next__ = next


def caught():
    try:
        raise StopIteration
    except StopIteration:
        yield 'caught'


print(list(until('c')), list(until('x')), list(Lines()), list(caught()))
