"""A file as the rules see it."""

from compatsrv.migrate import grammar, indentation, source
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

    def __init__(self, data, path):
        """data: bytes, or text. Raises source.Unreadable."""
        self.path = path
        try:
            self.source = source.Source(data if isinstance(data, bytes) else data.encode('utf-8', 'surrogatepass'))
            self.text, line = indentation.mend(self.source.text)
            if line:
                self.source.repairs.append(source.Repair('CS002', line, 'tabs and blanks are mixed as Python 3 refuses it'))
            parsed = grammar.parse_text(self.text)
        except source.CodeError as error:
            raise source.Unreadable(path, error.reason, error.line, error.col)
        self.root, self.python, self.features = parsed.root, parsed.python, parsed.features
        self.python2 = self.python == 2
        self._tree = self._columns = self._flow = self._index = None

    def _build(self):
        from compatsrv.migrate import tree
        if self.root is None:
            self._tree = tree.parse(self.text)
            self._columns = tree.Columns(self.text.split('\n'))
        else:
            self._tree, self._columns = tree.build(self.root, self.text)

    @property
    def tree(self):
        """The file as an ast of the running Python."""
        if self._tree is None:
            self._build()
        return self._tree

    @property
    def columns(self):
        """Where in the source the nodes of tree stand."""
        if self._tree is None:
            self._build()
        return self._columns

    @property
    def flow(self):
        """Where received data goes."""
        if self._flow is None:
            from compatsrv.migrate.flow import Flow
            self._flow = Flow(self.tree, self.python2)
        return self._flow

    @property
    def index(self):
        """scan.Index of root."""
        if self._index is None:
            from compatsrv.migrate import scan
            self._index = scan.Index(self.root)
        return self._index

    def finding(self, code, weight, node, message):
        """A Finding at a node of tree, at a node of fissix's tree, or at a (line, column from 0)."""
        if isinstance(node, tuple):
            line, column = node
        elif hasattr(node, 'leaves'):       # of fissix
            leaf = next(node.leaves())
            line, column = leaf.lineno, leaf.column
        else:
            line, column = node.lineno, self.columns.of(node)
        return Finding(self.path, line, column + 1, code, message, weight)
