"""Edits of fissix's tree that the rules share: names and what they stand for, imports, calls."""

from fissix import fixer_util
from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms
from fissix.pytree import Leaf, Node

# What a program gets by `from module import *`, as far as somebody asks.
STARS = {
    'BaseHTTPServer': {'HTTPServer', 'BaseHTTPRequestHandler'},
    'SimpleHTTPServer': {'SimpleHTTPRequestHandler'},
}

BLOCKS = frozenset((syms.file_input, syms.simple_stmt, syms.suite, syms.if_stmt, syms.while_stmt, syms.for_stmt, syms.try_stmt,
                    syms.with_stmt, syms.funcdef, syms.classdef, syms.decorated))

IMPORTS = frozenset((syms.import_name, syms.import_from))

__all__ = ['Names', 'arguments', 'caught', 'import_as', 'import_statements',
           'imports', 'is_name', 'leaf', 'opens', 'rename', 'split_imports', 'suite_of', 'wrap']


def leaf(text, prefix=''):
    """A name, which may have dots: it is only printed."""
    return Leaf(token.NAME, text, prefix=prefix)


def is_name(node, value=None):
    return node.type == token.NAME and (value is None or node.value == value)


def wrap(node, function):
    """Replace an expression by function(expression); return the new call."""
    prefix, node.prefix = node.prefix, ''
    call = Node(syms.power, [leaf(function, prefix), Node(syms.trailer, [Leaf(token.LPAR, '('), Leaf(token.RPAR, ')')])])
    node.replace(call)
    call.children[1].insert_child(1, node)
    return call


def caught(root):
    """The names that except clauses give to exceptions."""
    names = set()
    for node in root.pre_order():
        if node.type == syms.except_clause and len(node.children) == 4 and node.children[3].type == token.NAME:
            names.add(node.children[3].value)
    return names


def suite_of(clause):
    """The body after an except clause, or None."""
    following = clause.next_sibling
    return following.next_sibling if following is not None else None


def rename(node, name):
    """Have another name, which may have dots, where an expression stands."""
    node.replace(leaf(name, node.prefix))


def import_as(node, module, alias):
    """Make an entry of an import statement `module as alias`."""
    new = Node(syms.dotted_as_name, [leaf(module, node.prefix), leaf('as', ' '), leaf(alias, ' ')])
    new.was_changed = new.apart = True
    node.replace(new)


def split_imports(root):
    """Have what import_as() made in lines of their own: `import os, a as b` -> `import os`, `import a as b`."""
    for node in [each.children[1] for each in import_statements(root) if each.type == syms.import_name]:
        if node.type != syms.dotted_as_names or node.parent.parent.type != syms.simple_stmt:
            continue
        apart = [child for child in node.children if getattr(child, 'apart', False)]
        statement = node.parent.parent
        if not apart or len(statement.children) != 2:       # there is a ';'
            continue
        indent = fixer_util.find_indentation(statement)
        kept = [child for child in node.children[::2] if child not in apart]
        lines = ['import ' + str(child).strip() for child in apart]
        if kept:
            lines.insert(0, 'import ' + ', '.join(str(child).strip() for child in kept))
        node.parent.replace(leaf(('\n' + indent).join(lines), node.parent.prefix))


def import_statements(root):
    """Yield the import statements of a tree, in order, without looking into expressions."""
    stack = [root]
    while stack:
        node = stack.pop()
        kind = node.type
        if kind in BLOCKS:
            stack += node.children[::-1]
        elif kind in IMPORTS:
            yield node


def imports(statements):
    """Yield (statement, module, [(name or None, alias or None, node)]) of import statements but relative ones.

    For `import a.b as c`: module None, name 'a.b', alias 'c'. For `from a import b as c`: 'a', 'b', 'c'.
    """
    for node in statements:
        if node.parent is None:     # replaced meanwhile
            continue
        if node.type == syms.import_name:
            yield node, None, [_entry(each) for each in _entries(node.children[1])]
        elif node.children[2].type == token.NAME and is_name(node.children[2], 'import'):
            module = str(node.children[1]).strip()
            if module.startswith('.'):
                continue
            names = node.children[4] if node.children[3].type == token.LPAR else node.children[3]
            yield node, module, [_entry(each) for each in _entries(names)]


def _entries(node):
    if node.type in (syms.dotted_as_names, syms.import_as_names):
        return node.children[::2]
    return [node]


def _entry(node):
    if node.type in (syms.dotted_as_name, syms.import_as_name):
        return str(node.children[0]).strip(), node.children[2].value, node
    return str(node).strip(), None, node


class Names(object):
    """What the names of a file stand for, by its imports: alias -> dotted name."""

    def __init__(self, index):
        self.known = {}
        self.statements = list(imports(index.imports))
        for _, module, entries in self.statements:
            for name, alias, _ in entries:
                if module is None:
                    self.known[alias or name.split('.')[0]] = name if alias else name.split('.')[0]
                elif name != '*':
                    self.known[alias or name] = '%s.%s' % (module, name)

    def stars(self):
        """Modules that everything was imported from."""
        return [module for _, module, entries in self.statements if module and entries[0][0] == '*']

    def resolve(self, node):
        """The dotted name that an expression is, by the imports: 'struct.pack'; '' if it is no name of theirs."""
        words = str(node).strip().split('.')
        if not all(word.isidentifier() for word in words):
            return ''
        if words[0] in self.known:
            return '.'.join([self.known[words[0]]] + words[1:])
        if len(words) == 1:
            for module in self.stars():
                if module in STARS and words[0] in STARS[module]:
                    return module + '.' + words[0]
        return ''

    def calls(self, index):
        """Yield (node, number, dotted name) of the calls of what was imported; node.children[number] is the arguments."""
        for alias in sorted(self.known):
            for leaf in index.free([alias]):
                power = leaf.parent
                if power.type != syms.power or power.children[0] is not leaf:
                    continue
                name = self.known[alias]
                for number, part in enumerate(power.children[1:], 1):
                    if part.type != syms.trailer or part.children[0].type == token.LSQB:
                        break
                    if part.children[0].type == token.LPAR:
                        yield power, number, name
                        break
                    name += '.' + part.children[1].value


def opens(node):
    return node.type == syms.trailer and node.children[0].type == token.LPAR


def arguments(call, number=1):
    """The arguments of a call; number: where among the node's children they stand."""
    trailer = call.children[number] if number < len(call.children) else None
    if trailer is None or not opens(trailer) or len(trailer.children) != 3:
        return []
    inner = trailer.children[1]
    return inner.children[::2] if inner.type == syms.arglist else [inner]
