"""Map(), filter() and zip() give no lists on Python 3

Where a list is needed, it is made; elsewhere both Pythons get an iterator. Functions of itertools that are gone are those of six.moves.

Before:

    sizes = map(len, lines)

After:

    from six.moves import map
    sizes = list(map(len, lines))
"""

import re

CODE = 'CS112'
TITLE = 'map(), filter() and zip() give no lists on Python 3'
WEIGHT = 'renamed'
READS = 'root'
TRIGGER = re.compile(r'\b(?:map|filter|zip|imap|ifilter|izip|izip_longest|ifilterfalse)\b')
FIXERS = ['libmodernize.fixes.fix_map',
          'libmodernize.fixes.fix_filter',
          'libmodernize.fixes.fix_zip',
          'libmodernize.fixes.fix_itertools_six',
          'libmodernize.fixes.fix_itertools_imports_six']


def find(module):
    if module.root is not None and TRIGGER.search(module.names):
        for leaf in module.index.names['imap'] + module.index.names['izip'] + module.index.names['ifilter']:
            yield module.finding(CODE, WEIGHT, leaf, 'itertools.%s is gone in Python 3' % leaf.value)
