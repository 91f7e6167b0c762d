"""A parameter cannot be a tuple on Python 3

The parameter gets a name, and is taken apart in the function.

Before:

    def handle(self, (host, port)):
        return host

After:

    def handle(self, packed):
        (host, port) = packed
        return host
"""

import re

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

from compatsrv.migrate import edit
from compatsrv.migrate.scan import is_free

CODE = 'CS108'
TITLE = 'a parameter cannot be a tuple on Python 3'
WEIGHT = 'renamed'
READS = 'root'
TRIGGER = re.compile(r'\bdef\b|\blambda\b')
FIXERS = ['fissix.fixes.fix_tuple_params']


def find(module):
    if module.root is not None and TRIGGER.search(module.names):
        for node in module.index.types[syms.tfpdef] + module.index.types[syms.vfpdef]:
            if node.parent.type not in (syms.tfpdef, syms.tfplist, syms.vfpdef, syms.vfplist):
                yield module.finding(CODE, WEIGHT, node, 'a parameter cannot be a tuple on Python 3')


def fix(rewrite):
    """lambda x, (a, b): a -> lambda x, a_b: a_b[0]; fissix does it for a tuple that is alone."""
    for node in rewrite.index.types[syms.lambdef][::-1]:
        parameters = node.children[1]
        for each in list(parameters.children) if parameters.type == syms.varargslist else ():
            if each.type == syms.vfpdef:
                places = dict(_places(each, ''))
                name = _name(places, rewrite.index)
                edit.rename(each, name)
                for leaf in list(node.children[-1].leaves()):
                    if leaf.type == token.NAME and leaf.value in places and is_free(leaf):
                        edit.rename(leaf, name + places[leaf.value])


def _places(node, place):
    """[(name, where it is in the tuple)] of the names of a tuple of parameters."""
    if node.type == token.NAME:
        return [(node.value, place)]
    inner = node.children[1]
    if inner.type != syms.vfplist:      # ((a)), or (a,) without its comma
        return _places(inner, place)
    found = []
    for number, part in enumerate(inner.children[::2]):
        found += _places(part, '%s[%d]' % (place, number))
    return found


def _name(places, index):
    name = '_'.join(places)
    while name in index.names:
        name += '_'
    return name
