"""fissix's trees, read in less than half of its time.

fissix's own parser goes down a dozen rules of the grammar for each name, and up again, and throws away what had one child. Here
such a chain of rules is one step, which is worked out once for each token that may follow. Grammar, tokens and nodes are
fissix's, and so is the tree, to the last column.
"""

from fissix.pgen2 import parse, token
from fissix.pygram import python_symbols as syms
from fissix.pytree import Leaf, Node

from compatsrv.migrate.tokens import tokens

__all__ = ['Parser', 'Root']

# The first nodes have all attributes that a node may get: Python lays out those of the others after them, in half the memory.
for _first in (Leaf(token.NAME, ''), Node(syms.file_input, [])):
    _first.parent, _first.was_changed, _first.was_checked = None, False, False
_new = object.__new__       # without the checks of fissix's constructors


class Root(Node):
    """The whole of a tree, whose walks are one loop each: fissix has a generator in each node."""

    def pre_order(self):
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            if node.type >= 256:
                stack += node.children[::-1]

    def post_order(self):
        stack, nodes = [], iter([self])
        while True:
            for node in nodes:
                if node.type >= 256:
                    stack.append((node, nodes))
                    nodes = iter(node.children)
                    break
                yield node
            else:
                if not stack:
                    return
                node, nodes = stack.pop()
                yield node

    def leaves(self):
        stack = [self]
        while stack:
            node = stack.pop()
            if node.type >= 256:
                stack += node.children[::-1]
            else:
                yield node

    def __str__(self):
        return ''.join([leaf._prefix + str(leaf.value) for leaf in self.leaves()])

    def dismantle(self):
        """Have the nodes know nothing of each other, so that all of them go at once, whoever may hold one of them."""
        stack = [self]
        while stack:
            node = stack.pop()
            node.parent = None
            if node.type >= 256:
                stack += node.children
                node.children = []


class Chain(object):
    """Rules that were begun, each as the first child of the one before.

    levels   ((type of node, state), ...), the outermost first
    steps    label of a token -> Step
    """

    __slots__ = ('levels', 'steps')

    def __init__(self, levels):
        self.levels, self.steps = levels, {}


class Parser(object):
    """A parser for one of fissix's grammars."""

    def __init__(self, tables):
        self._grammar = tables
        self._chains = {}

    def parse(self, text):
        """Return the tree of a text with '\\n' at its end.

        Raises ParseError, TokenError, IndentationError, AssertionError, as fissix's driver does.
        """
        labels, keywords = self._grammar.tokens, self._grammar.keywords
        names, strings = {}, {}     # each once, for all that have it: a name stands in a file many times
        chain, children, stack = self._chain(((self._grammar.start, 0),)), [], []
        for kind, value, start, prefix in tokens(text):
            label = labels.get(kind)
            if prefix:
                prefix = strings.setdefault(prefix, prefix)
            if kind == token.NAME:
                value = names.setdefault(value, value)
                label = keywords.get(value, label)
            if label is None:
                raise parse.ParseError('bad token', kind, value, (prefix, start))
            while True:
                step = chain.steps.get(label) or self._step(chain, label)
                if step is None:
                    raise parse.ParseError('bad input', kind, value, (prefix, start))
                ended, after, begun = step
                if ended is not None and len(children) > 1:
                    children = [_node(ended, children)]
                if after is not None:
                    break
                (chain, above), child = stack.pop(), children[0]
                above.append(child)
                children = above
            leaf = _new(Leaf)
            leaf.type, leaf.value, leaf._prefix, leaf.fixers_applied = kind, value, prefix, ()
            leaf.lineno, leaf.column = start
            if begun is None:
                chain = after
                children.append(leaf)
            else:
                stack.append((after, children))
                chain, children = begun, [leaf]
        if kind != token.ENDMARKER or stack:
            raise parse.ParseError('incomplete input', kind, value, (prefix, start))
        root = Root(self._grammar.start, children)
        root.used_names = set(names)
        return root

    def _chain(self, levels):
        if levels not in self._chains:
            self._chains[levels] = Chain(levels)
        return self._chains[levels]

    def _step(self, chain, label):
        """What a token does to a chain: (ended, after, begun), or None if it cannot stand there.

        ended   the type of the innermost rule, if it ends before the token; None if it goes on
        after   the Chain of the rules that go on; None if all of them end
        begun   the Chain of the rules that begin with the token, below the innermost that goes on; None if that takes the token
        """
        levels, ended, step = chain.levels, None, None
        while levels:
            kind, state = levels[-1]
            found = self._descend(kind, state, label)
            if found:
                after = self._chain(levels[:-1] + found[:1])
                step = ended, after, self._chain(found[1:]) if found[1:] else None
                break
            if (0, state) not in self._grammar.dfas[kind][0][state]:
                return None
            if ended is None:
                ended = kind
            levels = levels[:-1]
        else:
            step = ended, None, None
        chain.steps[label] = step
        return step

    def _descend(self, kind, state, label):
        """The levels from a rule down to the one that takes the token, with their states afterwards; () if none does."""
        for each, following in self._grammar.dfas[kind][0][state]:
            if each == label:
                return ((kind, following),)
            below = self._grammar.labels[each][0]
            if below >= 256 and label in self._grammar.dfas[below][1]:
                return ((kind, following),) + self._descend(below, 0, label)
        return ()


def _node(kind, children):
    node = _new(Node)
    node.type, node.children, node.fixers_applied = kind, children, None
    for child in children:
        child.parent = node
    return node
