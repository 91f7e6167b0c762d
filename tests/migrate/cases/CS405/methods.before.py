class Lines:
    def __init__(self, lines):
        self.lines = lines

    def __iter__(self):
        return self

    def next(self):
        if not self.lines:
            raise StopIteration
        return self.lines.pop()

    # Any lines left?
    def __nonzero__(self):
        return bool(self.lines)


print list(Lines(['a', 'b'])), bool(Lines([]))


class Last:
    def __nonzero__(self): return False
    def next(self): return 1
print bool(Last())


class Deep:
    def next(self):
        try:
            return 1
        except ValueError:
            raise StopIteration

    def last(self):
        pass


print Deep().next()
