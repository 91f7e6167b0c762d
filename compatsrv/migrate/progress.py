"""A bar that shows how far a long run is: on a terminal, from a second on."""

import os
import sys
import time

__all__ = ['Progress']


class Progress(object):
    """Draws itself on a stream, if that is a terminal: at(count) as often as one likes, clear() at the end."""

    WIDTH = 30
    AFTER = 1.0     # seconds
    EVERY = 0.1     # seconds

    def __init__(self, total, what, stream=None, clock=time.monotonic):
        self._total, self._what, self._clock = total, what, clock
        self._stream = stream if stream is not None else sys.stderr
        self._shows = self._stream.isatty() and os.environ.get('TERM') != 'dumb'
        self._next = clock() + self.AFTER
        self._drawn = False

    def at(self, count):
        """So many are done."""
        if not self._shows or self._clock() < self._next:
            return
        self._next = self._clock() + self.EVERY
        filled = self.WIDTH * count // max(1, self._total)
        self._stream.write('\r\033[K%s [%s%s] %d of %d files' % (
            self._what, '#' * filled, '.' * (self.WIDTH - filled), count, self._total))
        self._stream.flush()
        self._drawn = True

    def clear(self):
        """Leave the line as it was."""
        if self._drawn:
            self._stream.write('\r\033[K')
            self._stream.flush()
            self._drawn = False
