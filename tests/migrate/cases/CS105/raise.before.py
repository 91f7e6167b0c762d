import sys

try:
    raise ValueError, 'no number'
except ValueError, e:
    print e
try:
    try:
        raise KeyError, ('a', 1)
    except KeyError:
        raise ValueError, 'again', sys.exc_info()[2]
except ValueError, e:
    print e
try:
    raise ValueError
except ValueError, e:
    print repr(str(e))
