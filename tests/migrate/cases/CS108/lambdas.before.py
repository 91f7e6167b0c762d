pairs = {'a': 2, 'b': 1}.items()
pairs.sort(lambda (k1, v1), (k2, v2): cmp(v1, v2) or cmp(k1, k2))
print pairs
nested = lambda x, (a, (b, c)), *rest: (x, a, b, c, rest)
print nested(1, (2, (3, 4)), 5)
default = lambda x, (a, b)=(1, 2): dict(a=a, x=x)['a'] + b
print default(0), default(0, (5, 6))
print (lambda x, (y, z): (lambda (p, q), r: (p, q, r, x, y))((z, y), 'r'))(1, (2, 3))
