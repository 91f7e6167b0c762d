"""How a module here gets the names of the one that it stands for, on both Pythons."""

__all__ = ['take']


def take(module, into):
    """Put all names of a module, but those of its own import, into the globals of another one."""
    into.update([(name, value) for name, value in vars(module).items() if not name.startswith('__')])
