"""A docstring."""

"""
Another string.
"""

import sys

print "a", sys.byteorder
