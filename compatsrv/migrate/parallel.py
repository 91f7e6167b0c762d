"""Many files on all cores. The results come in the order of the files, whichever is ready first."""

import collections
import concurrent.futures
import os

from compatsrv.migrate import files
from compatsrv.migrate.module import Module
from compatsrv.migrate.rewrite import check_module, rewrite
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
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1 or len(paths) < FEW:
        for path in paths:
            yield function(path, *arguments)
        return
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        under_way = collections.deque()
        for path in paths:
            under_way.append(pool.submit(function, path, *arguments))
            if len(under_way) >= AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def _migrate_one(path, strings, to):
    try:
        module = Module(files.read(path), path)
        before = check_module(module)
        result = rewrite(module, strings, to)
        outcome = Outcome(path)
        outcome.before = dict(collections.Counter(finding.weight for finding in before))
        outcome.lines = module.text.count('\n')
        outcome.python, outcome.reason, outcome.old = result.python, result.reason, result.data
        if result.changed:
            outcome.new, outcome.diff = result.new, result.diff()
            outcome.left = check_module(Module(result.new, path))
        else:
            outcome.left = before
    except Unreadable as error:
        return Outcome(path, error)
    except RecursionError:
        return Outcome(path, Unreadable(path, 'nested too deep to be dealt with'))
    return outcome
