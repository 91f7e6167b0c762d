"""Instructions, counted by valgrind: the same on a busy machine as on an idle one. Runs on 2.7 and above."""

import glob
import io
import os
import re
import subprocess

AFTER_FORK = ['PyOS_AfterFork', 'PyOS_AfterFork_Child']      # up to 3.6, and since


def available():
    """Can valgrind run here?"""
    try:
        with io.open(os.devnull, 'w') as null:
            return subprocess.call(['valgrind', '--version'], stdout=null, stderr=null) == 0
    except OSError:
        return False


def counted(command, folder):
    """The command that runs command with its instructions counted, its children's too, into files of the folder.

    A forked child would begin with its parent's count: it is set to 0 by the first that Python does there.
    """
    return (['valgrind', '--tool=callgrind', '--trace-children=yes', '--log-file=' + os.path.join(folder, 'log.%p'),
             '--callgrind-out-file=' + os.path.join(folder, 'out.%p')]
            + ['--zero-before=' + name for name in AFTER_FORK] + command)


def instructions(folder):
    """How many they were, of all processes; None if the run was not counted."""
    counts = []
    for path in glob.glob(os.path.join(folder, 'log.*')):
        with io.open(path, encoding='utf-8', errors='replace') as file:
            counts += [int(count) for count in re.findall(r'Collected : (\d+)', file.read())]
    return sum(counts) if counts else None
