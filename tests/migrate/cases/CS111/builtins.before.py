import sys
print isinstance(u'a', basestring), isinstance('a', basestring), isinstance(u'a', unicode), type(unicode('a')) is type(u'a')
print sum(xrange(3)), reduce(lambda a, b: a + b, [1, 2]), unichr(97) == u'a', long(3) + 1, isinstance(3, (int, long))
print cmp(1, 2), apply(max, (1, 2)), filter(str.isdigit, 'a1b2'), filter(None, (0, 1)), round(2.5), oct(8)
try:
    raise StandardError('x')
except StandardError, e:
    print e


class Text(object):
    unicode = 'an attribute'


print Text().unicode
