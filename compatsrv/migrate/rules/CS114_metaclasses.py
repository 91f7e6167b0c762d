"""__metaclass__ does nothing on Python 3

six.with_metaclass() makes the class on both.

Before:

    class Registry(object):
        __metaclass__ = Meta

After:

    import six
    class Registry(six.with_metaclass(Meta, object)):
        pass
"""

import re

CODE = 'CS114'
TITLE = '__metaclass__ does nothing on Python 3'
WEIGHT = 'renamed'
READS = 'root'
TRIGGER = re.compile(r'__metaclass__')
FIXERS = ['libmodernize.fixes.fix_metaclass']


def find(module):
    if module.root is not None and TRIGGER.search(module.text):
        for leaf in module.index.names['__metaclass__']:
            yield module.finding(CODE, WEIGHT, leaf, '__metaclass__ does nothing on Python 3')
