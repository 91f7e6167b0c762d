"""The programs in C, built on the spot with the machine's compiler."""

import os
import shutil
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
COMPILERS = ['cc', 'gcc', 'clang']


class Failed(Exception):
    """There is no compiler, or it does not take the source."""


def candidates():
    """The names of compilers to look for: $CC, if it is set, and no other."""
    return [os.environ['CC']] if os.environ.get('CC') else COMPILERS


def compiler():
    """The path of a C compiler; None if there is none."""
    for name in candidates():
        path = shutil.which(name)
        if path:
            return path
    return None


def program(name, folder):
    """Build name.c into the folder; return the program's path."""
    command = compiler()
    if command is None:
        raise Failed('there is no C compiler here (%s)' % ', '.join(candidates()))
    out = os.path.join(folder, name)
    run = subprocess.run([command, '-O2', '-o', out, os.path.join(HERE, name + '.c')],
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if run.returncode:
        raise Failed('%s cannot build %s.c: %s' % (command, name, run.stdout.decode('utf-8', 'replace').strip()))
    return out
