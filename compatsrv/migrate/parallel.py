"""Many files on all cores. The results come in the order of the files, whichever is ready first."""

import collections
import concurrent.futures
import concurrent.futures.process
import gc
import os
import pickle
import signal

from compatsrv.migrate import files
from compatsrv.migrate.collecting import paused
from compatsrv.migrate.grammar import LARGE
from compatsrv.migrate.module import Module
from compatsrv.migrate.rewrite import check_module, rewrite
from compatsrv.migrate.rules import CS501_own
from compatsrv.migrate.source import Unreadable

__all__ = ['Outcome', 'migrate', 'over']

FEW = 8     # files, for which no process is worth its start
AHEAD = 64  # files that may be under way


class Outcome(object):
    """What became of one file.

    error         Unreadable, or None
    old, new      bytes; new is None if nothing changed
    diff          lines
    before, left  findings before by weight, and those that are left
    """

    def __init__(self, path, error=None):
        self.path, self.error = path, error
        self.old = self.new = self.reason = self.python = None
        self.diff, self.before, self.left, self.lines = [], {}, [], 0


def migrate(paths, strings, to, jobs=None):
    """Yield an Outcome for each path."""
    return over(_migrate_one, paths, (strings, to), jobs)


def over(function, paths, arguments, jobs=None):
    """Yield function(path, *arguments) for each path, in order."""
    jobs, done = jobs or os.cpu_count() or 1, 0
    if jobs > 1 and len(paths) >= FEW:
        try:
            with concurrent.futures.ProcessPoolExecutor(jobs, initializer=_deaf) as pool:
                under_way = collections.deque()
                for path in paths:
                    under_way.append(pool.submit(function, path, *arguments))
                    if len(under_way) >= AHEAD:
                        yield under_way.popleft().result()
                        done += 1
                while under_way:
                    yield under_way.popleft().result()
                    done += 1
        except (concurrent.futures.process.BrokenProcessPool, EnvironmentError, ImportError):
            pass        # no processes here, or one was killed, for want of memory perhaps: the rest is done in this one
    for path in paths[done:]:
        yield function(path, *arguments)


def _deaf():
    signal.signal(signal.SIGINT, signal.SIG_IGN)        # the process that started this one ends it


def _migrate_one(path, strings, to):
    with paused():
        return _migrated(path, strings, to)


def _migrated(path, strings, to):
    try:
        data = files.read(path)
        module = Module(data, path)
        large = len(data) > LARGE
        before = check_module(module, last=large)
        outcome = Outcome(path)
        outcome.before = dict(collections.Counter(finding.weight for finding in before))
        if large:       # one tree at a time; the numbers of lines in the findings are ast's, and would keep its memory from being given back
            before = pickle.dumps(before)
            del module
            gc.collect()
            module = Module(data, path)
        result = rewrite(module, strings, to)
        outcome.lines = module.text.count('\n')
        outcome.python, outcome.reason, outcome.old = result.python, result.reason, result.data
        if result.changed:
            outcome.left = check_module(Module(result.new, path), last=True)
            outcome.new, outcome.diff = result.new, result.diff()
        else:
            outcome.left = pickle.loads(before) if large else before
        if to == 'py3' and outcome.error is None:
            outcome.left += CS501_own.left(Module(result.new, path))
    except Unreadable as error:
        return Outcome(path, error)
    except RecursionError:
        return Outcome(path, Unreadable(path, 'nested too deep to be dealt with'))
    except Exception as error:      # the other files go on
        return Outcome(path, Unreadable(path, 'left as it is, for an error of compatsrv itself: %s: %s' % (type(error).__name__, error)))
    return outcome
