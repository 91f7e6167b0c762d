"""The programs in C, built on the spot with the machine's compiler."""

import os
import shutil
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
COMPILERS = ['cc', 'gcc', 'clang']


class Failed(Exception):
    """There is no compiler, or it does not take the source."""


def compiler():
    """The path of a C compiler ($CC, or one of COMPILERS); None if there is none."""
    named = os.environ.get('CC')
    for name in [named] if named else COMPILERS:
        path = shutil.which(name)
        if path:
            return path
    return None


def program(name, folder):
    """Build name.c into the folder; return the program's path."""
    command = compiler()
    if command is None:
        raise Failed('there is no C compiler here (%s)' % (os.environ.get('CC') or ', '.join(COMPILERS)))
    out = os.path.join(folder, name)
    run = subprocess.run([command, '-O2', '-o', out, os.path.join(HERE, name + '.c')],
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if run.returncode:
        raise Failed('%s cannot build %s.c: %s' % (command, name, run.stdout.decode('utf-8', 'replace').strip()))
    return out
