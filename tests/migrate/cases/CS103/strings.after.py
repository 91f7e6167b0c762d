"""A docstring."""
from __future__ import print_function

"""
Another string.
"""

import sys
from compatsrv.py2 import print

print("a", sys.byteorder)
