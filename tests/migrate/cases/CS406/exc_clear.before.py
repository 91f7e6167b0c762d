import sys

try:
    {}['x']
except KeyError:
    sys.exc_clear()
print 'went on'
