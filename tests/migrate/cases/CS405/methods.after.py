from __future__ import print_function
from compatsrv.py2 import print
class Lines:
    def __init__(self, lines):
        self.lines = lines

    def __iter__(self):
        return self

    def next(self):
        if not self.lines:
            raise StopIteration
        return self.lines.pop()
    __next__ = next

    # Any lines left?
    def __nonzero__(self):
        return bool(self.lines)
    __bool__ = __nonzero__


print(list(Lines(['a', 'b'])), bool(Lines([])))


class Last:
    def __nonzero__(self): return False
    __bool__ = __nonzero__
    def next(self): return 1
    __next__ = next
print(bool(Last()))


class Deep:
    def next(self):
        try:
            return 1
        except ValueError:
            raise StopIteration
    __next__ = next

    def last(self):
        pass


print(next(Deep()))
