from __future__ import print_function
from compatsrv.py2 import print
from compatsrv import py2
def mean(numbers):
    return py2.div(sum(numbers), len(numbers))


pri = 165
print(py2.div(pri, 8), pri % 8, mean([1, 2]), 7 // 2, 7 / 2.0, py2.div(-7, 2), len('abc') // 2, 1.5 * pri / 2)
