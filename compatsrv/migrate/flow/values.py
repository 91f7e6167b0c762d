"""What an expression can be on Python 3, as far as bytes and text go.

A value is a tuple of atoms, one a kind; () is unknown.
"""

__all__ = ['BYTE', 'BYTES', 'CONTAINERS', 'NATIVE', 'TEXT', 'Atom', 'Use', 'atom', 'elements', 'join', 'join_all', 'listed',
           'of_kind']

BYTES = 'bytes'         # str on 2, bytes on 3
BYTE = 'byte'           # an item of such: a str on 2, a number on 3
TEXT = 'text'           # str on 3
NATIVE = 'native'       # a native string: fits everywhere but where a buffer is wanted
CONTAINERS = ('list', 'tuple', 'dict')
DEPTH = 3               # containers in containers: what is deeper is not known, so that every value stays finite


class Atom(object):
    """One thing that a value can be."""

    __slots__ = ('depth', 'items', 'kind', 'line', 'what')

    def __init__(self, kind, line=0, what='', items=()):
        """line, what: where it came from; items: the values inside a container, the names behind a reference."""
        self.depth = 0
        if items and kind in CONTAINERS:
            depths = [max([each.depth for each in item] or (0,)) for item in items]
            self.depth = 1 + max(depths)
            if self.depth > DEPTH:
                items = tuple(item if depth < DEPTH else () for item, depth in zip(items, depths))
                self.depth = DEPTH
        self.kind, self.line, self.what, self.items = kind, line, what, items

    def __repr__(self):
        return '<%s %s:%d %r>' % (self.kind, self.what, self.line, self.items)

    def origin(self):
        """For a message: "received at line 12"."""
        return '%s at line %d' % (self.what, self.line)


class Use(object):
    """A place where the kind of a string matters, for the rules to judge."""

    __slots__ = ('data', 'function', 'hidden', 'node', 'other', 'what')

    def __init__(self, what, node, data, other=None):
        """data: the atom; other: what it meets there (an atom, a name), if that matters."""
        self.what, self.node, self.data, self.other = what, node, data, other
        self.hidden = self.function = None


def atom(kind, line=0, what='', *items):
    """A value of one atom."""
    return (Atom(kind, line, what, items),)


def of_kind(value, kind):
    """The atom of that kind in the value, or None."""
    for each in value:
        if each.kind == kind:
            return each
    return None


def listed(element, line=0):
    """A list, a set or anything else that yields element."""
    return (Atom('list', line, '', (element,)),)


def elements(value, line):
    """What iteration over the value yields."""
    found = ()
    for each in value:
        kind = each.kind
        if kind == 'list' or kind == 'dict':
            found = join(found, each.items[0])
        elif kind == 'tuple':
            found = join(found, join_all(each.items))
        elif kind == BYTES:
            found = join(found, atom(BYTE, each.line, each.what))
        elif kind == TEXT:
            found = join(found, (each,))
        elif kind == 'reader' or kind == 'file':
            found = join(found, atom(BYTES, line, each.what))
        elif kind == 'textfile':
            found = join(found, atom(TEXT, line, 'read'))
    return found


def join(one, other):
    """What can be either. Returns `one` itself when the other adds nothing."""
    if not other or one is other:
        return one
    if not one:
        return other
    joined = None
    for each in other:
        for index, mine in enumerate(one):
            if mine.kind == each.kind:
                break
        else:
            joined = (joined or list(one)) + [each]
            continue
        merged = _merge(mine, each)
        if merged is not mine:
            joined = joined or list(one)
            joined[index] = merged
    return tuple(joined) if joined else one


def join_all(values):
    """What can be any of the values."""
    found = ()
    for value in values:
        found = join(found, value)
    return found


def _merge(mine, other):
    if mine is other or not other.items:
        return mine
    if mine.kind == 'function':
        added = tuple(each for each in other.items if each not in mine.items)
        return Atom('function', mine.line, mine.what, mine.items + added) if added else mine
    if mine.kind in CONTAINERS:
        if len(mine.items) != len(other.items):     # tuples of two lengths
            return Atom('tuple', mine.line, mine.what, ()) if mine.items else mine
        items = tuple(join(a, b) for a, b in zip(mine.items, other.items))
        if all(a is b for a, b in zip(items, mine.items)):
            return mine
        merged = Atom(mine.kind, mine.line, mine.what, items)
        return mine if merged.depth == mine.depth and _same(merged.items, mine.items) else merged
    return mine


def _same(items, others):
    """Whether what was too deep was all that the one had more than the other."""
    return all(a is b for a, b in zip(items, others))
