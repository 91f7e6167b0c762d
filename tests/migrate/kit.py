"""The migration kit for tests on any interpreter: it runs on Python 3.8 or newer, and asks for fissix."""

import glob
import os
import shutil
import sys

import six

import compatsrv
import processes

PROBE = 'import sys, fissix, libmodernize; print(sys.version_info >= (3, 8))'


def find():
    """The path of a Python that can run the kit: this one, the one that COMPATSRV_KIT_PYTHON names, or one found; or None."""
    environments = os.path.dirname(sys.prefix)
    root = os.environ.get('PYENV_ROOT', os.path.expanduser('~/.pyenv'))
    found = [sys.executable, os.environ.get('COMPATSRV_KIT_PYTHON'), os.path.join(environments, '.tox', 'bin', 'python')]
    found += sorted(glob.glob(os.path.join(environments, 'py3*', 'bin', 'python')))
    found += [os.path.join(folder, 'python3') for folder in os.environ.get('PATH', '').split(os.pathsep)]
    found += sorted(glob.glob(os.path.join(root, 'versions', '3.*', 'bin', 'python')))
    for python in found:
        if python and os.path.exists(python):
            status, out, _ = processes.run('-c', PROBE, python=python)
            if (status, out.strip()) == (0, 'True'):
                return python
    return None


def run(python, library, *arguments):
    """Run a command of the kit; return (status, stdout, stderr)."""
    return processes.run('-m', 'compatsrv', *arguments, python=python, env=processes.environment(PYTHONPATH=library))


def make_library(folder):
    """A folder of six and the package under test alone: the rest of this interpreter's packages may not be for 2.7."""
    shutil.copy(six.__file__.replace('.pyc', '.py'), str(folder))
    shutil.copytree(os.path.dirname(compatsrv.__file__), str(folder.join('compatsrv')),
                    ignore=shutil.ignore_patterns('*.pyc', '__pycache__'))
    return str(folder)
