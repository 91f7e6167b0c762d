"""A built-in function has another name, or is gone, on Python 3

six has what is left of them under one name for both.

Before:

    for i in xrange(3):
        isinstance(raw_input(), basestring)

After:

    import six
    from six.moves import input
    from six.moves import range
    for i in range(3):
        isinstance(input(), six.string_types)
"""

import re

from compatsrv.migrate import edit
from compatsrv.migrate.scan import bound

CODE = 'CS111'
TITLE = 'a built-in function has another name, or is gone, on Python 3'
WEIGHT = 'renamed'
READS = 'root'
SIGN = re.compile(r'\b(?:basestring|unicode|unichr|xrange|range|raw_input|input|long|reduce|apply|StandardError)\b')
FIXERS = ['libmodernize.fixes.fix_xrange_six',
          'libmodernize.fixes.fix_input_six',
          'libmodernize.fixes.fix_int_long_tuple',
          'fissix.fixes.fix_apply',
          'fissix.fixes.fix_standarderror']

# modernize would rename attributes of these names as well
OF_SIX = {'basestring': 'six.string_types', 'unicode': 'six.text_type', 'unichr': 'six.unichr', 'long': 'int'}


def find(module):
    if module.root is not None and SIGN.search(module.text):
        for leaf in module.index.free(['basestring', 'unicode', 'unichr', 'xrange', 'raw_input', 'long', 'reduce', 'apply', 'StandardError']):
            if not bound(module, leaf.value):
                yield module.finding(CODE, WEIGHT, leaf, '%s is no built-in name of Python 3' % leaf.value)


def fix(rewrite):
    if rewrite.index.free(['reduce']) and not bound(rewrite.module, 'reduce'):
        rewrite.need('from functools import reduce')
    for name in sorted(OF_SIX):
        for leaf in rewrite.index.free([name]) if not bound(rewrite.module, name) else ():
            edit.rename(leaf, OF_SIX[name])
            if name != 'long':
                rewrite.need('import six')
