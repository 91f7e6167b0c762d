"""A method of threads is an attribute or has another name

setDaemon() is deprecated since 3.10, isAlive() is gone in 3.9.

Before:

    thread.setDaemon(True)
    thread.isAlive()

After:

    thread.daemon = True
    thread.is_alive()
"""

from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms
from fissix.pytree import Leaf, Node

from compatsrv.migrate import edit

CODE = 'CS404'
TITLE = 'a method of threads is an attribute or has another name'
WEIGHT = 'renamed'
READS = 'root'
NAMES = {'setDaemon': 'daemon', 'isAlive': 'is_alive'}


def find(module):
    if module.root is not None:
        for leaf in module.index.attributes(sorted(NAMES)):
            yield module.finding(CODE, WEIGHT, leaf, '%s() has another name: %s' % (leaf.value, NAMES[leaf.value]))


def fix(rewrite):
    for leaf in rewrite.index.attributes(sorted(NAMES)):
        if leaf.value == 'isAlive':
            edit.rename(leaf, NAMES[leaf.value])
        else:
            _assign(leaf)


def _assign(leaf):
    trailer = leaf.parent
    call, power = trailer.next_sibling, trailer.parent
    if power.parent.type != syms.simple_stmt or call is None or len(call.children) != 3 or call.next_sibling is not None:
        return
    value = call.children[1]
    value.remove()
    call.remove()
    leaf.value = NAMES[leaf.value]
    value.prefix = ' '
    statement = Node(syms.expr_stmt, [])
    power.replace(statement)
    statement.append_child(power)
    statement.append_child(Leaf(token.EQUAL, '=', prefix=' '))
    statement.append_child(value)
