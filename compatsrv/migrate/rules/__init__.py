"""The rules, one file each: CSnnn_what.py, found by itself.

A rule is a module. Its docstring is what --explain prints. CODE, TITLE, WEIGHT; find(module) yields findings.Finding;
READS = 'root' for those whose find() reads fissix's tree; optionally fix(rewrite), which edits rewrite.root and says so with rewrite.changed().
"""

import importlib
import pkgutil

__all__ = ['all_rules']

_rules = []


def all_rules():
    """The modules of all rules, in the order of their codes."""
    if not _rules:
        names = sorted(name for _, name, _ in pkgutil.iter_modules(__path__) if name.startswith('CS'))
        _rules.extend([importlib.import_module(__name__ + '.' + name) for name in names])
    return _rules
