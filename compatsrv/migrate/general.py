"""The general part, from Python 2's grammar and names to both: modernize's fixers, all in one walk.

A rule names its fixers in FIXERS; they have nothing to do without what TRIGGER finds among the names of the file, or SIGN in
its text.
"""

import contextlib
import re
from logging import getLogger

from fissix import fixer_util, refactor
from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms
from fissix.pytree import Leaf, Node

from compatsrv.migrate import edit
from compatsrv.migrate.scan import bound

__all__ = ['add_imports', 'fix']

HEADER = re.compile(r'#!|#.*coding[:=]')
HEADER_LINES = re.compile(r'(?:#!.*\n)?(?:#.*coding[:=].*\n)?')
# fixer -> the built-in name that it is for
NAMES = {'xrange_six': 'xrange', 'input_six': 'raw_input', 'reduce': 'reduce', 'apply': 'apply', 'map': 'map', 'filter': 'filter',
         'zip': 'zip', 'execfile': 'execfile', 'standarderror': 'StandardError', 'next': 'next'}
# fixer -> what it would change has this in it, where the rule's other fixers need something else
PARTS = {'ne': '<>', 'repr': '`', 'int_long_tuple': 'long', 'has_key': 'has_key', 'apply': 'apply', 'throw': 'throw'}
_fixers = {}        # name -> fixer
_tools = {}         # names -> tool


class Tool(refactor.RefactoringTool):
    """fissix's tool, whose fixers are made once for all tools."""

    def get_fixers(self):
        made = []
        for name in self.fixers:
            if name not in _fixers:
                _fixers[name] = _make(name, self.options)
            made.append(_fixers[name])
        made.sort(key=lambda fixer: fixer.run_order)
        return ([fixer for fixer in made if fixer.order == 'pre'], [fixer for fixer in made if fixer.order == 'post'])

    def traverse_by(self, fixers, traversal):
        wanted = {kind: some for kind, some in fixers.items() if some}
        if wanted:
            super(Tool, self).traverse_by(wanted, (node for node in traversal if node.type in wanted))

    def log_message(self, msg, *args):
        pass


def _make(name, options):
    module = __import__(name, {}, {}, ['*'])
    words = name.rpartition('fix_')[2].split('_')
    return getattr(module, 'Fix' + ''.join([word.title() for word in words]))(options, [])


def fix(rewrite, rules):
    """Run the fixers of the rules whose trigger stands in the text."""
    names = []
    for rule in rules:
        if hasattr(rule, 'FIXERS') and _has_work(rule, rewrite.module):
            names += [fixer for fixer in rule.FIXERS if _is_needed(fixer.rpartition('fix_')[2], rewrite.module)]
    if not names:
        return
    key = tuple(sorted(names))
    if key not in _tools:
        getLogger('RefactoringTool').setLevel('CRITICAL')
        _tools[key] = Tool(names)
    root = rewrite.root
    root.future_features = rewrite.module.features
    first = root.children[0]
    header = first.prefix
    with _collecting_imports(rewrite):
        _tools[key].refactor_tree(root, rewrite.module.path)
    _name_what_was_packed(root, rewrite.index)
    _put_futures_first(root)
    _keep_header(root, first, header)


def _has_work(rule, module):
    return rule.TRIGGER.search(module.names) if hasattr(rule, 'TRIGGER') else rule.SIGN.search(module.text)


def _is_needed(fixer, module):
    """A name that the file gives a meaning of its own is not the built-in one."""
    return PARTS.get(fixer, '') in module.text and not bound(module, NAMES.get(fixer, ''))


@contextlib.contextmanager
def _collecting_imports(rewrite):
    """The imports that fixers ask for are added once, afterwards: fissix would look through the whole tree for each."""
    original = fixer_util.touch_import

    def touch_import(package, name, node):
        rewrite.need('from %s import %s' % (package, name) if package else 'import ' + name)

    fixer_util.touch_import = touch_import
    try:
        yield
    finally:
        fixer_util.touch_import = original


def _name_what_was_packed(root, index):
    """Tuple parameters and tuples of exceptions get a better name than fissix's xxx_todo_changeme."""
    if not any(name.startswith('xxx_todo_changeme') for name in root.used_names):
        return
    name = 'packed'
    while name in index.names:
        name += '_'
    for leaf in root.leaves():
        if leaf.type == token.NAME and leaf.value.startswith('xxx_todo_changeme'):
            leaf.value = leaf.value.replace('xxx_todo_changeme', name)
            leaf.changed()


def _put_futures_first(root):
    """modernize puts `from __future__` behind all strings at the top of a file, of which only the first is its docstring."""
    place = 0
    for index, node in enumerate(list(root.children)):
        if index == 0 and _is_string(node):
            place = 1
        elif _is_future(node):
            if index > place:
                following = node.next_sibling
                following.prefix, node.prefix = node.prefix + following.prefix, ''      # as it was
                node.remove()
                root.insert_child(place, node)
            place += 1


def _keep_header(root, first, header):
    """Imports that were put before all else go after the lines that begin the file."""
    if root.children[0] is first or not HEADER.search(header) or root.children[0].prefix == header:
        return
    if first.prefix == header and first.parent is root:
        first.prefix = ''
        root.children[0].prefix = header


def add_imports(root, statements):
    """Add statements `import x` and `from x import y` after the file's first imports, unless it has them."""
    missing = set(statements)
    if missing:
        missing.difference_update([str(each).strip() for each, _, _ in edit.imports(edit.import_statements(root))])
    for statement in sorted(missing):
        _add_import(root, statement)


def _add_import(root, statement):
    index = _place(root)
    new = Node(syms.simple_stmt, [edit.leaf(statement), Leaf(token.NEWLINE, '\n')])
    following = root.children[index]
    if index == 0 or not _is_import(root.children[index - 1]):
        # What stands before the first statement stays there; what begins the file, and is not its comment, comes first.
        header = HEADER_LINES.match(following.prefix).group() if index == 0 else ''
        new.prefix, following.prefix = header, following.prefix[len(header):]
    root.insert_child(index, new)


def _place(root):
    """Where among the root's children an import belongs: after the first block of them, else after the docstring."""
    place = 0
    for index, node in enumerate(root.children):
        if _is_import(node):
            place = index + 1
            if _is_future(node):
                continue
            while _is_import(root.children[place]):
                place += 1
            return place
        if index == 0 and _is_string(node):
            place = 1
    return place


def _is_string(node):
    return node.type == syms.simple_stmt and node.children[0].type == token.STRING


def _is_future(node):
    return _is_import(node) and str(node.children[0].children[1]).strip() == '__future__'


def _is_import(node):
    return node.type == syms.simple_stmt and node.children[0].type in (syms.import_name, syms.import_from)
