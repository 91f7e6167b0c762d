"""From a Python 2 server to one source for both. Runs on Python 3.8 and newer.

check_source(text, filename) -> [Finding]
migrate_source(text, filename) -> Result

text: the content of a file, bytes, or str that was decoded. Both raise Unreadable, one line with the place, for what is no
Python.
"""

from compatsrv.migrate.collecting import paused
from compatsrv.migrate.findings import Finding
from compatsrv.migrate.module import Module
from compatsrv.migrate.rewrite import Result, check_module, rewrite
from compatsrv.migrate.source import Unreadable

__all__ = ['Finding', 'Result', 'Unreadable', 'check_source', 'migrate_source']


def check_source(text, filename='<source>'):
    """Return what the rules find, in the order of lines. Nothing is rewritten."""
    return _bounded(filename, lambda: check_module(Module(text, filename), last=True))


def migrate_source(text, filename='<source>', strings='native', to='both'):
    """Return a Result: the source for 2.7 and 3.

    strings   'native': handlers go on dealing in str; 'bytes': literals that reach the wire become b''
    to        'both': on six and compatsrv; 'py3': plain Python 3, for a program that was migrated before
    """
    return _bounded(filename, lambda: rewrite(Module(text, filename), strings, to))


def _bounded(filename, call):
    try:
        with paused():
            return call()
    except RecursionError:
        raise Unreadable(filename, 'nested too deep to be dealt with')
