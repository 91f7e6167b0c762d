"""The default encoding of Python 3 cannot be set

reload(sys) and sys.setdefaultencoding() make Python 2 decode str by itself where it meets text. py2.setdefaultencoding() has
native strings do so on Python 3; text that was made is UTF-8 to Python 3 anyhow. Other modules are reloaded by six.

Before:

    import sys
    reload(sys)
    sys.setdefaultencoding('utf-8')

After:

    import sys
    from compatsrv import py2
    str is bytes and reload(sys)
    py2.setdefaultencoding('utf-8')
"""

import re

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

from compatsrv.migrate import edit
from compatsrv.migrate.scan import bound

CODE = 'CS118'
TITLE = 'the default encoding of Python 3 cannot be set'
WEIGHT = 'raises'
READS = 'root'
WORD = re.compile(r'\b(?:reload|setdefaultencoding)\b')


def find(module):
    if module.root is None or not WORD.search(module.names):
        return
    for leaf in reloads(module):
        yield module.finding(CODE, WEIGHT, leaf, 'reload() is no built-in function of Python 3')
    for leaf in settings(module):
        yield module.finding(CODE, WEIGHT, leaf, 'the default encoding of Python 3 cannot be set')


def reloads(module):
    """The names reload of calls, but those that only 2.7 comes to."""
    if bound(module, 'reload'):
        return
    for leaf in module.index.free(['reload']):
        if leaf.parent.type == syms.power and leaf.parent.parent.type != syms.and_test:
            yield leaf


def settings(module):
    """The names sys of `sys.setdefaultencoding`."""
    for leaf in module.index.attributes(['setdefaultencoding']):
        name = leaf.parent.prev_sibling
        if name is not None and name.type == token.NAME and name.value == 'sys':
            yield name


def fix(rewrite):
    if not WORD.search(rewrite.module.names) or rewrite.to != 'both':
        return
    for leaf in list(reloads(rewrite.module)):
        call = leaf.parent
        if re.sub(r'\s', '', str(call)) == 'reload(sys)':
            call.replace(edit.leaf('str is bytes and reload(sys)', call.prefix))
        else:
            edit.rename(leaf, 'six.moves.reload_module')
            rewrite.need('import six')
    for name in list(settings(rewrite.module)):
        edit.rename(name, 'py2')
        rewrite.need('from compatsrv import py2')
