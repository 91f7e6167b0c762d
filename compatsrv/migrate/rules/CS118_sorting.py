"""Python 3 does not sort by a function that compares

sort() and sorted() take a key; functools.cmp_to_key() makes one of the function, on both.

Before:

    users.sort(by_name)
    sorted(users, cmp=by_age)

After:

    import functools
    users.sort(key=functools.cmp_to_key(by_name))
    sorted(users, key=functools.cmp_to_key(by_age))
"""

import re

from fissix.pygram import python_symbols as syms

from compatsrv.migrate import edit
from compatsrv.migrate.scan import bound

CODE = 'CS118'
TITLE = 'Python 3 does not sort by a function that compares'
WEIGHT = 'raises'
WORD = re.compile(r'\b(?:sort|sorted)\b')


def find(module):
    if module.root is None or module.python != 2 or not WORD.search(module.text):
        return
    for argument in comparing(module):
        yield module.finding(CODE, WEIGHT, argument, 'Python 3 sorts by a key, not by a function that compares')


def comparing(module):
    """The arguments that are functions for sort() and sorted()."""
    places = [(leaf.parent.next_sibling, 0) for leaf in module.index.attributes(['sort'])]
    if not bound(module, 'sorted'):
        places += [(leaf.next_sibling, 1) for leaf in module.index.free(['sorted'])]
    for call, position in places:
        if call is None or call.type != syms.trailer or len(call.children) != 3 or str(call.children[0]) != '(':
            continue
        inner = call.children[1]
        arguments = inner.children[::2] if inner.type == syms.arglist else [inner]
        plain = [node for node in arguments if node.type != syms.argument]
        if len(plain) > position and str(plain[position]).strip() != 'None':
            yield plain[position]
        for node in arguments:
            if node.type == syms.argument and str(node.children[0]).strip() == 'cmp':
                yield node


def fix(rewrite):
    if rewrite.module.python != 2 or not WORD.search(rewrite.module.text):
        return
    for node in list(comparing(rewrite.module)):
        rewrite.need('import functools')
        function = node.children[2] if node.type == syms.argument else node
        text = 'key=functools.cmp_to_key(%s)' % str(function).strip()
        node.replace(edit.leaf(text, node.prefix))
