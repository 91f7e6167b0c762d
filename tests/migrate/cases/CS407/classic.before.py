class Quit:
    pass


class Leave(Quit):
    def __init__(self, why):
        self.why = why


class Halt():
    why = 'halt'


class Plain:
    pass


for kind in (1, 2, 3):
    try:
        if kind == 1:
            raise Quit
        if kind == 2:
            raise Leave('two')
        raise Halt
    except Leave, leave:
        print 'leave', leave.why
    except (Quit, Halt), e:
        print 'quit', e.__class__.__name__
print Plain().__class__.__name__


class Nested:
    class Inner(Exception):
        pass


try:
    raise Nested.Inner('in')
except Nested.Inner, e:
    print e
