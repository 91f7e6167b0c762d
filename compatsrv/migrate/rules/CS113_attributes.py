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

CODE = 'CS113'
TITLE = 'an attribute of functions, methods or modules has another name on Python 3'
WEIGHT = 'renamed'
READS = 'root'
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
