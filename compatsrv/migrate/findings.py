"""What the rules find, and how it is put in order."""

import collections

__all__ = ['WEIGHTS', 'Finding']

# In this order of weight: what changes meaning in silence, what raises, what has another name.
WEIGHTS = ('silent', 'raises', 'renamed')


class Finding(collections.namedtuple('Finding', 'path line col code message weight')):
    """One finding: path as it was given, line and col from 1, code (CSnnn), message, weight (one of WEIGHTS)."""

    __slots__ = ()

    def __str__(self):
        return '%s:%d:%d: %s %s' % self[:5]
