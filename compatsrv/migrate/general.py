"""The general part, from Python 2's grammar and names to both: modernize's fixers, all in one walk.

A rule names its fixers in FIXERS, and in TRIGGER the words without which they have nothing to do.
"""

import re
from logging import getLogger

from fissix import fixer_util, refactor
from fissix.pgen2 import token
from fissix.pygram import python_symbols as syms

__all__ = ['fix']

HEADER = re.compile(r'#!|#.*coding[:=]')
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
        if hasattr(rule, 'FIXERS') and rule.TRIGGER.search(rewrite.module.text):
            names += rule.FIXERS
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
    _tools[key].refactor_tree(root, rewrite.module.path)
    _keep_header(root, first, header)


def _keep_header(root, first, header):
    """Imports that were put before all else go after the lines that begin the file."""
    if root.children[0] is first or not HEADER.search(header) or root.children[0].prefix == header:
        return
    if first.prefix == header and first.parent is root:
        first.prefix = ''
        root.children[0].prefix = header


def without_docstring(root):
    """The index of the first child that is neither the docstring nor an import from __future__."""
    index = 0
    for index, node in enumerate(root.children):
        if node.type != syms.simple_stmt:
            break
        statement = node.children[0]
        if statement.type == token.STRING and index == 0:
            continue
        if statement.type != syms.import_from or str(statement.children[1]).strip() != '__future__':
            break
    return index


def add_import(root, statement):
    """Add `import x` or `from x import y` as the tree's first import, unless it has it."""
    words = statement.split()
    package, name = (None, words[1]) if words[0] == 'import' else (words[1], words[3])
    if fixer_util.does_tree_import(package, name, root):
        return
    fixer_util.touch_import(package, name, root)
