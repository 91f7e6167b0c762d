"""A file as the rules see it."""

import ast
import gc

from compatsrv.migrate import dialect, grammar, indentation, source
from compatsrv.migrate.findings import Finding

__all__ = ['Module']


class Module(object):
    """One source file.

    path      as it was given
    source    source.Source
    text      str
    root      fissix's tree, None for Python 3's own
    python    2, 3, or None for what both compile
    python2   is it to be understood as Python 2's?
    features  names imported from __future__
    """

    def __init__(self, data, path, origin=None):
        """data: bytes, or text; origin: the Module that the text was made of. Raises source.Unreadable."""
        self.path, self.source = path, None
        try:
            if origin is not None:
                self.source, text = origin.source, data
            else:
                self.source = source.Source(data if isinstance(data, bytes) else _encoded(data))
                text = self.source.text
            self.text, line = indentation.mend(text)
            if line:
                self.source.repairs.append(source.Repair('CS002', line, 'tabs and blanks are mixed as Python 3 refuses it'))
            self._mended = origin is None and self.text is not self.source.text     # its tabs
            parsed = grammar.parse_text(self.text)
        except source.CodeError as error:
            added = self.source.added if self.source is not None else 0
            raise source.Unreadable(path, error.reason, error.line - (0 < added < error.line), error.col)
        self.root, self.python, self.features = parsed.root, parsed.python, parsed.features
        self.python2 = self.python == 2 or self.python is None and dialect.meant_for_2(self.text)
        self._tree = self._spelling = self._nodes = self._columns = self._flow = self._serving = self._index = self._lines = None
        self._names = None

    def release(self):
        """Do without fissix's tree from now on: root is None."""
        if self.root is not None and self._tree is None:
            from compatsrv.migrate import tree
            self._spelling = tree.Spelling(self.root, self.text)
        self.forget()

    def forget(self):
        """Do without fissix's tree, which was changed: nothing but text and source is of use from now on."""
        if self.root is not None:
            self.root.dismantle()
        self.root = self._index = None
        if len(self.text) > grammar.LARGE:
            gc.collect()        # what was cut off the tree while it was changed

    def _build(self):
        from compatsrv.migrate import tree
        if self._spelling is not None:
            self._tree, self._columns = self._spelling.build()
            self._spelling = None
        elif self.root is None:
            self._tree = tree.parse(self.text)
            self._columns = tree.Columns(self.text.split('\n'))
        else:
            self._tree, self._columns = tree.build(self.root, self.text)
        if self.source.added:
            ast.increment_lineno(self._tree, -1)
            self._columns = self._columns.without(self.source.added)

    @property
    def names(self):
        """The names in fissix's tree, keywords too, each once, in one text: where there are none to find, that is told at once."""
        if self._names is None:
            self._names = ' '.join(sorted(self.root.used_names))
        return self._names

    @property
    def tree(self):
        """The file as an ast of the running Python."""
        if self._tree is None:
            self._build()
        return self._tree

    @property
    def lines(self):
        """The lines of the file, decoded, as it has them."""
        lines = self.source.text.split('\n')
        if self.source.added:
            del lines[self.source.added - 1]
        return lines

    @property
    def columns(self):
        """Where in the source the nodes of tree stand."""
        if self._tree is None:
            self._build()
        return self._columns

    @property
    def nodes(self):
        """nodes.Nodes of tree."""
        if self._nodes is None:
            from compatsrv.migrate.nodes import Nodes
            self._nodes = Nodes(self.tree)
        return self._nodes

    @property
    def flow(self):
        """Where received data goes."""
        if self._flow is None:
            from compatsrv.migrate.flow import Flow
            self._flow = Flow(self.nodes, self.python2)
        return self._flow

    @property
    def serving(self):
        """How the file builds and ends its servers."""
        if self._serving is None:
            from compatsrv.migrate.serving import Serving
            self._serving = Serving(self)
        return self._serving

    @property
    def index(self):
        """scan.Index of root."""
        if self._index is None:
            from compatsrv.migrate import scan
            self._index = scan.Index(self.root)
        return self._index

    def place(self, node):
        """(line, column from 0) in the file of a node of tree, of a node of fissix's tree, or of such a pair in text."""
        if isinstance(node, ast.AST):
            line, column = node.lineno, self.columns.of(node)
            number = line + (0 < self.source.added <= line)
        else:
            if not isinstance(node, tuple):
                leaf = next(node.leaves())
                node = leaf.lineno, leaf.column
            number, column = node
            line = number - (0 < self.source.added < number)
        if self._mended:
            mended, own = [len(line) - len(line.lstrip(' \t\f')) for line in self._both(number)]
            column = max(column - mended + own, 0)
        return line, column

    def _both(self, number):
        """A line of the text, and the same of the source's."""
        if self._lines is None:
            self._lines = self.text.split('\n'), self.source.text.split('\n')
        return [lines[number - 1] for lines in self._lines]

    def finding(self, code, weight, node, message):
        """A Finding at what place() takes."""
        line, column = self.place(node)
        return Finding(self.path, line, column + 1, code, message, weight)


def _encoded(text):
    """Text that somebody decoded, as bytes that its coding line fits."""
    match = source.CODING.search(text.encode('utf-8', 'surrogatepass'))
    try:
        return text.encode(match.group(1).decode('ascii') if match else 'utf-8')
    except (LookupError, UnicodeError):
        return text.encode('utf-8', 'surrogatepass')
