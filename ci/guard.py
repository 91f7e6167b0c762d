"""Stop a run whose interpreter is not the one that the tox environment names.

tox can pick another one without a word: an environment py313t once ran on CPython 3.11.
"""

import os
import platform
import re
import sys


def named(environment):
    """(implementation, version, free-threaded) that the name of a tox environment stands for, or None."""
    match = re.match(r'(py|pypy)([23])(\d+)(t?)$', environment)
    if not match:
        return None
    kind, major, minor, threads = match.groups()
    return {'py': 'CPython', 'pypy': 'PyPy'}[kind], '%s.%s' % (major, minor), bool(threads)


def running():
    """The same of the interpreter that runs this."""
    free_threaded = not getattr(sys, '_is_gil_enabled', lambda: True)()
    return platform.python_implementation(), '%d.%d' % sys.version_info[:2], free_threaded


def complaint(environment, interpreter):
    """What is wrong with running environment on interpreter, or None."""
    wanted = named(environment)
    if wanted is None or wanted == interpreter:
        return None
    return 'the environment %s wants %s %s%s, but this is %s %s%s' % (
        (environment,) + wanted[:2] + (' free-threaded' * wanted[2],)
        + interpreter[:2] + (' free-threaded' * interpreter[2],))


if __name__ == '__main__':
    sys.exit(complaint(os.environ.get('TOX_ENV_NAME', ''), running()))
