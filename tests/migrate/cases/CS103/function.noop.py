from __future__ import print_function

import sys

print('a', 1, end=' ', file=sys.stdout)
