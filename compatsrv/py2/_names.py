"""How a module here gets the names of the one that it stands for, on both Pythons."""

import types

__all__ = ['take']


def take(module, into):
    """Put all names of a module into the globals of another one, but for what that has already."""
    for name, value in vars(module).items():
        if not name.startswith('__') and not isinstance(value, types.ModuleType):
            into.setdefault(name, value)
