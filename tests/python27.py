"""A Python 2.7 for the tests that ask it."""

import glob
import os
import sys

import processes


def find():
    """The path of a Python 2.7: this one, the one that is named in COMPATSRV_PYTHON27, or one that is found; or None."""
    found = [os.environ.get('COMPATSRV_PYTHON27')]
    if str is bytes:
        found.append(sys.executable)
    folders = os.environ.get('PATH', '').split(os.pathsep)
    root = os.environ.get('PYENV_ROOT', os.path.expanduser('~/.pyenv'))
    folders += glob.glob(os.path.join(root, 'versions', '2.7*', 'bin'))
    found += [os.path.join(folder, 'python2.7') for folder in folders]
    for python in found:
        if python and os.path.exists(python):
            status, out, _ = processes.run('-c', 'import sys; print(sys.version_info[:2] == (2, 7))', python=python)
            if (status, out.strip()) == (0, 'True'):
                return python
    return None
