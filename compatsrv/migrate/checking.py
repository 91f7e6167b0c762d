"""Checking many files: what the command `check` does, without its options and its output."""

import fnmatch
import os
import traceback

from compatsrv.migrate import files, parallel
from compatsrv.migrate.collecting import paused
from compatsrv.migrate.module import Module
from compatsrv.migrate.noqa import is_silenced
from compatsrv.migrate.progress import Progress
from compatsrv.migrate.rewrite import check_module
from compatsrv.migrate.source import Unreadable

__all__ = ['Checked', 'check_file', 'check_paths', 'chosen']


class Checked(object):
    """What the rules found in a file.

    findings    [Finding]
    lines       number -> the line of source, of those that are needed
    migrated    whether `compatsrv migrate` has nothing more to do: Python 3's own, or migrated before
    """

    def __init__(self, path, findings, lines, migrated):
        self.path, self.findings, self.lines, self.migrated = path, findings, lines, migrated


def check_file(path):
    """Return Checked, or Unreadable."""
    try:
        with paused():
            module = Module(files.read(path), path)
            findings = check_module(module, last=True)
            migrated = module.python == 3 or any(name.partition('.')[0] == 'compatsrv' for name in module.flow.imports.modules)
    except Unreadable as error:
        return error
    except (RecursionError, MemoryError):
        return Unreadable(path, 'nested too deep, or too large, to be checked')
    except Exception as error:      # a fault of ours must not cost the other files their findings
        place = traceback.extract_tb(error.__traceback__)[-1]
        return Unreadable(path, 'not checked, by a fault of compatsrv: %s: %s (%s:%d)' % (
            type(error).__name__, error, os.path.basename(place[0]), place[1]))
    lines = module.lines
    wanted = {finding.line: lines[finding.line - 1] for finding in findings if finding.line <= len(lines)}
    kept = [finding for finding in findings if not is_silenced(finding, wanted.get(finding.line, ''))]
    return Checked(path, kept, wanted, migrated)


def check_paths(paths, exclude=(), progress=True):
    """Check files and trees on all cores; return ([Checked], [Unreadable])."""
    unreadable = []
    found = [path for path in files.find(paths, unreadable.append) if not excluded(path, exclude)]
    bar = Progress(len(found), 'checking') if progress else None
    checked = []
    try:
        for count, result in enumerate(parallel.over(check_file, found, ()), 1):
            (unreadable if isinstance(result, Unreadable) else checked).append(result)
            if bar:
                bar.at(count)
    finally:
        if bar:
            bar.clear()
    return checked, unreadable


def excluded(path, patterns):
    """Whether the path, its name or a folder in it matches a pattern of a shell."""
    parts = os.path.normpath(path).split(os.sep)
    return any(fnmatch.fnmatch(path, pattern) or any(fnmatch.fnmatch(part, pattern) for part in parts) for pattern in patterns)


def chosen(findings, select, ignore):
    """The findings whose codes begin as one of select says (all if it is empty), and as none of ignore."""
    return [finding for finding in findings
            if (not select or finding.code.startswith(tuple(select))) and not finding.code.startswith(tuple(ignore))]
