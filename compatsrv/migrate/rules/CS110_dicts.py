"""Methods of dicts are missing or give no lists on Python 3

has_key() and iteritems() are gone; keys(), items() and values() give views, which cannot be sorted, indexed or changed under.

Before:

    names = users.keys()
    if users.has_key(name): pass

After:

    names = list(users.keys())
    if name in users: pass
"""

import re

from compatsrv.migrate import edit

CODE = 'CS110'
TITLE = 'methods of dicts are missing or give no lists on Python 3'
WEIGHT = 'renamed'
READS = 'root'
TRIGGER = re.compile(r'\b(?:has_key|(?:iter|view)?(?:keys|items|values))\b')
FIXERS = ['compatsrv.migrate.fix_dict_lists',
          'fissix.fixes.fix_has_key']


def find(module):
    if module.root is not None and TRIGGER.search(module.names):
        for leaf in module.index.attributes(['has_key', 'iteritems', 'itervalues', 'iterkeys', 'viewitems', 'viewkeys', 'viewvalues']):
            if str(leaf.parent.prev_sibling or '').strip() == 'six':
                continue
            yield module.finding(CODE, WEIGHT, leaf, '%s() is gone in Python 3' % leaf.value)


def fix(rewrite):
    """dict.has_key(self, key), which is no question to an object of its own"""
    for leaf in rewrite.index.attributes(['has_key']):
        if edit.is_name(leaf.parent.prev_sibling, 'dict') and len(edit.arguments(leaf.parent.parent, 2)) == 2:
            edit.rename(leaf, '__contains__')
