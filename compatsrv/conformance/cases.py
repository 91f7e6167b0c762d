"""What a case is, and how it says what it wanted and what it saw."""

import sys
import threading
import traceback

LIMIT = 5.0     # seconds that a wait inside a case, and a case, may take


class Case(object):
    """One behaviour: id `area/slug`, a one-sentence requirement, its reference, what it needs, its limit in seconds."""

    def __init__(self, id, requirement, reference, needs, limit):
        self.id = id
        self.area = id.split('/')[0]
        self.requirement = requirement
        self.reference = reference
        self.needs = needs
        self.limit = limit


def case(id, requirement, reference, needs=(), limit=LIMIT):
    """Decorator: the function is the case `id`. needs: names of capabilities, without which it is skipped."""
    def mark(function):
        function.case = Case(id, requirement, reference, tuple(needs), limit)
        return function
    return mark


class Mismatch(AssertionError):
    """The module did something else than wanted. wanted, seen: text."""

    def __init__(self, what, wanted, seen):
        super(Mismatch, self).__init__('%s: wanted %s, saw %s' % (what, wanted, seen))
        self.wanted = '%s: %s' % (what, wanted)
        self.seen = seen


class Hung(Mismatch):
    """Something did not end in time. The message holds the stack of the thread that runs it."""

    def __init__(self, what, limit, thread):
        frame = sys._current_frames().get(thread.ident)
        stack = ''.join(traceback.format_stack(frame)) if frame else '(the thread has ended)\n'
        super(Hung, self).__init__(what, 'an end within %g s' % limit, 'it still runs, at\n' + stack)


def expect(what, seen, wanted):
    """Raise Mismatch unless seen == wanted."""
    if not seen == wanted:
        raise Mismatch(what, repr(wanted), repr(seen))


def expect_true(what, seen):
    """Raise Mismatch unless seen is true."""
    if not seen:
        raise Mismatch(what, 'true', repr(seen))


def expect_raises(what, exceptions, function, *args, **kwargs):
    """Call function; return the exception that it raised, Mismatch if it is none of exceptions."""
    names = getattr(exceptions, '__name__', None) or ' or '.join(e.__name__ for e in exceptions)
    try:
        result = function(*args, **kwargs)
    except exceptions as error:
        return error
    except BaseException as error:
        raise Mismatch(what, names, '%s: %s' % (type(error).__name__, error))
    raise Mismatch(what, names, 'no exception; it returned %r' % (result,))


class Task(threading.Thread):
    """A function call in a daemon thread: a hang of it is a failure and not the end of the run."""

    def __init__(self, what, function, *args, **kwargs):
        super(Task, self).__init__(name=what)
        self.daemon = True
        self._call = function, args, kwargs
        self._result = self.exc_info = None
        self.start()

    def run(self):
        function, args, kwargs = self._call
        try:
            self._result = function(*args, **kwargs)
        except BaseException:
            self.exc_info = sys.exc_info()

    def result(self, limit=LIMIT):
        """Return what the function returned, or raise what it raised; Hung after limit seconds."""
        self.join(limit)
        if self.is_alive():
            raise Hung(self.name, limit, self)
        if self.exc_info is not None:
            raise_again(*self.exc_info)
        return self._result


def bounded(what, function, *args, **kwargs):
    """Call function in a thread and return or raise what it does; Hung if it has not ended in time (LIMIT)."""
    return Task(what, function, *args, **kwargs).result()


if hasattr(BaseException, 'with_traceback'):
    def raise_again(kind, error, trace):
        raise error.with_traceback(trace)
else:
    exec('def raise_again(kind, error, trace):\n    raise kind, error, trace\n')
