"""An attribute of functions, methods or modules has another name on Python 3

The new names are there on 2.7, too.

Before:

    limit = sys.maxint
    line = lines.next()

After:

    limit = sys.maxsize
    line = next(lines)
"""

import re

from fissix.pygram import python_symbols as syms
from fissix.pytree import Leaf, Node
from fissix.pgen2 import token

from compatsrv.migrate import edit
from compatsrv.migrate.scan import bound

CODE = 'CS113'
TITLE = 'an attribute of functions, methods or modules has another name on Python 3'
WEIGHT = 'renamed'
READS = 'root'
MAKERS = re.compile(r'(?:iter|(?:itertools\.)?(?:count|cycle|chain|repeat))\((?:[^()]|\([^()]*\))*\)\.next$')
EXC = ('exc_type', 'exc_value', 'exc_traceback')
TRIGGER = re.compile(r'\b(?:func_\w+|im_\w+|exc_\w+|maxint|isCallable|sequenceIncludes|isSequenceType|isMappingType|isNumberType|repeat|irepeat|exitfunc|xreadlines|next)\b')
FIXERS = ['fissix.fixes.fix_funcattrs',
          'fissix.fixes.fix_methodattrs',
          'fissix.fixes.fix_sys_exc',
          'fissix.fixes.fix_renames',
          'fissix.fixes.fix_operator',
          'fissix.fixes.fix_exitfunc',
          'fissix.fixes.fix_xreadlines',
          'libmodernize.fixes.fix_next']


def find(module):
    if module.root is not None and TRIGGER.search(module.names):
        for leaf in module.index.attributes(['im_func', 'im_self', 'im_class', 'func_name', 'func_code', 'func_defaults', 'maxint', 'xreadlines']):
            yield module.finding(CODE, WEIGHT, leaf, '%s has another name on Python 3' % leaf.value)
        for leaf in module.index.attributes(EXC):
            if edit.is_name(leaf.parent.prev_sibling, 'sys'):
                yield module.finding(CODE, WEIGHT, leaf, 'sys.%s is gone in Python 3' % leaf.value)
        for leaf in module.index.attributes(['next']) if module.python2 and not bound(module, 'next') else ():
            call = leaf.parent.next_sibling
            if call is not None and edit.opens(call) and len(call.children) == 2:
                yield module.finding(CODE, WEIGHT, leaf, '.next() of an iterator is next() on Python 3')


def fix(rewrite):
    _next(rewrite)
    _next_methods(rewrite)
    for leaf in rewrite.index.attributes(EXC):
        power = leaf.parent.parent
        if edit.is_name(power.children[0], 'sys') and leaf.parent is power.children[1] and leaf.parent.next_sibling is not None:
            edit.rename(leaf, 'exc_info()[%d]' % EXC.index(leaf.value))


def _next_methods(rewrite):
    """iter(x).next, which is not called at once -> functools.partial(next, iter(x))"""
    for leaf in rewrite.index.attributes(['next']):
        trailer = leaf.parent
        power = trailer.parent
        if power is not None and power.type == syms.power and trailer.next_sibling is None and MAKERS.match(str(power).strip()):
            prefix, power.prefix = power.prefix, ''
            trailer.remove()
            edit.wrap(power, 'functools.partial').prefix = prefix
            power.parent.insert_child(1, edit.leaf('next, '))
            rewrite.need('import functools')


def _next(rewrite):
    """lines.next().strip() -> next(lines).strip(); modernize sees to what ends there."""
    if bound(rewrite.module, 'next'):
        return
    for leaf in rewrite.index.attributes(['next']):
        trailer = leaf.parent
        power, call = trailer.parent, trailer.next_sibling
        if power.type == syms.power and call is not None and len(call.children) == 2 and edit.opens(call) and call.next_sibling:
            place = power.children.index(trailer)
            base, rest = power.children[:place], power.children[place + 2:]
            prefix = power.prefix
            for node in base + [trailer, call] + rest:
                node.remove()
            base[0].prefix = ''
            inner = base[0] if len(base) == 1 else Node(syms.power, base)
            power.append_child(edit.leaf('next', prefix))
            power.append_child(Node(syms.trailer, [Leaf(token.LPAR, '('), inner, Leaf(token.RPAR, ')')]))
            for node in rest:
                power.append_child(node)
