from __future__ import print_function
import functools
from compatsrv.py2 import print
from compatsrv import py2
pairs = list({'a': 2, 'b': 1}.items())
pairs.sort(key=functools.cmp_to_key(lambda k1_v1, k2_v2: py2.cmp(k1_v1[1], k2_v2[1]) or py2.cmp(k1_v1[0], k2_v2[0])))
print(pairs)
nested = lambda x, a_b_c, *rest: (x, a_b_c[0], a_b_c[1][0], a_b_c[1][1], rest)
print(nested(1, (2, (3, 4)), 5))
default = lambda x, a_b=(1, 2): dict(a=a_b[0], x=x)['a'] + a_b[1]
print(default(0), default(0, (5, 6)))
print((lambda x, y_z: (lambda p_q, r: (p_q[0], p_q[1], r, x, y_z[0]))((y_z[1], y_z[0]), 'r'))(1, (2, 3)))
