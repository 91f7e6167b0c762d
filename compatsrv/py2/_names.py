"""How a module here gets the names of the one that it stands for, on both Pythons."""

import sys
import types

__all__ = ['become', 'copies', 'share', 'take']


_before = []        # 2.7 empties a module that nobody holds


def become(name, module):
    """Have the module itself imported by that name, so that a program can set its variables."""
    _before.append(sys.modules[name])
    sys.modules[name] = module


def take(module, into):
    """Put all names of a module into the globals of another one, but for what that has already."""
    for name, value in vars(module).items():
        if not name.startswith('__') and not isinstance(value, types.ModuleType):
            into.setdefault(name, value)


def copies(module, functions, into):
    """Put functions of a module into the globals of another one, where they find what they call by name."""
    for name in functions:
        function = getattr(module, name)
        copy = types.FunctionType(function.__code__, into, name, function.__defaults__, function.__closure__)
        copy.__kwdefaults__ = function.__kwdefaults__
        into[name] = copy


def share(name, module, variables, convert=lambda value: value):
    """Have what a program sets of the variables of the module with that name set in another one too, converted."""
    class Sharing(types.ModuleType):
        def __setattr__(self, variable, value):
            types.ModuleType.__setattr__(self, variable, value)
            if variable in variables:
                setattr(module, variable, convert(value))

    sys.modules[name].__class__ = Sharing
