def until(stop):
    for line in ('a', 'b', 'c'):
        if line == stop:
            raise StopIteration
        yield line
    raise StopIteration()


class Lines:
    def __iter__(self):
        return self

    def next(self):
        raise StopIteration


def caught():
    try:
        raise StopIteration
    except StopIteration:
        yield 'caught'


print list(until('c')), list(until('x')), list(Lines()), list(caught())
