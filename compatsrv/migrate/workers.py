"""Many files on all cores, and a bar that shows how far it is."""

import concurrent.futures
import multiprocessing
import os
import signal
import sys
import time

__all__ = ['Progress', 'spread']

FEW = 16            # files that one process is done with before others have started
AT_ONCE = 8         # files that a process gets in one go


def spread(function, paths, jobs=None):
    """Yield function(path) for each of the paths, in order.

    function: one of a module, which returns what can be pickled and raises nothing; jobs: processes, default one a core. A process
    that dies (for want of memory, say) costs nothing but time: what is missing is done here.
    """
    jobs = min(jobs or _cores(), max(1, len(paths) // (FEW // 2)))
    done = 0
    if jobs > 1 and len(paths) > FEW:
        try:
            with concurrent.futures.ProcessPoolExecutor(jobs, multiprocessing.get_context(_method()), _quiet) as pool:
                for result in pool.map(function, paths, chunksize=AT_ONCE):
                    yield result
                    done += 1
            return
        except (concurrent.futures.process.BrokenProcessPool, EnvironmentError, ImportError):
            pass        # no processes here, or one of them was killed
    for path in paths[done:]:
        yield function(path)


def _cores():
    return len(os.sched_getaffinity(0)) if hasattr(os, 'sched_getaffinity') else os.cpu_count() or 1


def _method():
    # Quick, and safe here: this program has no threads when it forks.
    return 'fork' if 'fork' in multiprocessing.get_all_start_methods() and sys.platform != 'darwin' else 'spawn'


def _quiet():
    signal.signal(signal.SIGINT, signal.SIG_IGN)        # the first process tells the others to end


class Progress(object):
    """A bar on a terminal, from a second on."""

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
