"""Sorting takes no function that compares on Python 3

sort(f), sorted(x, f) and cmp=f are gone; functools.cmp_to_key(f) makes a key of it.

Before:

    nicks.sort(lambda a, b: cmp(a.lower(), b.lower()))

After:

    nicks.sort(key=functools.cmp_to_key(lambda a, b: cmp(a.lower(), b.lower())))
"""

import re

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

from compatsrv.migrate import edit

CODE = 'CS115'
TITLE = 'sorting takes no function that compares on Python 3'
WEIGHT = 'raises'
READS = 'root'


def find(module):
    if module.root is not None:
        for argument in _functions(module.index):
            yield module.finding(CODE, WEIGHT, argument, 'sorting takes no function that compares on Python 3')


def fix(rewrite):
    for argument in list(_functions(rewrite.index)):
        value = argument.children[2] if argument.type == syms.argument else argument
        key = _take_key(argument)
        if key is not None:
            named = key if re.match(r'[\w.]+$', key) else '(%s)' % key
            edit.rename(argument, 'key=lambda item: functools.cmp_to_key(%s)(%s(item))' % (str(value).strip(), named))
            rewrite.need('import functools')
            continue
        call = edit.wrap(value, 'functools.cmp_to_key')
        if argument.type == syms.argument:
            edit.rename(argument.children[0], 'key')
        else:
            prefix, call.prefix = call.prefix, ''
            call.children[0].value = 'key=' + call.children[0].value
            call.prefix = prefix
        rewrite.need('import functools')


def _take_key(argument):
    """Take the argument key= out of the call that an argument stands in; return its value, or None if there is none."""
    siblings = argument.parent.children if argument.parent.type == syms.arglist else []
    for each in siblings:
        if each.type == syms.argument and edit.is_name(each.children[0], 'key') and not edit.is_name(each.children[2], 'None'):
            each.prev_sibling.remove() if each.prev_sibling is not None else each.next_sibling.remove()
            each.remove()
            return str(each.children[2]).strip()
    return None


def _functions(index):
    """The arguments that are such functions: the first of x.sort(), the second of sorted()."""
    places = [(leaf.parent.next_sibling, 0) for leaf in index.attributes(['sort'])]
    places += [(leaf.next_sibling, 1) for leaf in index.free(['sorted'])]
    return [argument for argument in [_argument(*place) for place in places] if argument is not None]


def _argument(trailer, place):
    """The argument cmp=, or the positional one at a place; None if there is none."""
    if trailer is None or trailer.type != syms.trailer or len(trailer.children) != 3 or trailer.children[0].type != token.LPAR:
        return None
    inner = trailer.children[1]
    arguments = inner.children[::2] if inner.type == syms.arglist else [inner]
    for number, argument in enumerate(arguments):
        if argument.type == syms.argument:
            if edit.is_name(argument.children[0], 'cmp') and not edit.is_name(argument.children[2], 'None'):
                return argument
        elif number == place and not edit.is_name(argument, 'None'):
            return argument
    return None
