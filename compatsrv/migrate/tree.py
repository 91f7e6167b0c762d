"""fissix tree -> `ast` tree, so that the rules see one kind of tree, whichever Python the source is for.

What only Python 2 can read is spelt in Python 3's way, token by token and line by line, and the interpreter's own parser
does the rest. The spelling changes columns, never lines: Columns leads back. This text is never shown or written.
"""

import array
import ast
import marshal
import warnings
from bisect import bisect_right

from compatsrv.migrate.spelling import edits_of, first_leaf

__all__ = ['Columns', 'Spelling', 'build', 'parse']


class Columns(object):
    """Where in the source a node of the tree stands."""

    def __init__(self, lines, shifts=None, unread=()):
        """lines: the text that was parsed; shifts: line -> [(column there, column in the source)], ascending.

        unread: [(first line, last line)] of what the tree has not.
        """
        self._lines, self._shifts, self.unread = lines, shifts or {}, unread

    def without(self, number):
        """The same for a tree that does not count this line."""
        shifts = {line - (line > number): shift for line, shift in self._shifts.items() if line != number}
        return Columns(self._lines[:number - 1] + self._lines[number:], shifts, self.unread)

    def of(self, node):
        """Return the column of the node in the source, in characters from 0."""
        column, line = node.col_offset, self._lines[node.lineno - 1] if node.lineno <= len(self._lines) else ''
        if not line.isascii():      # ast counts bytes of UTF-8
            column = len(line.encode('utf-8', 'surrogatepass')[:column].decode('utf-8', 'ignore'))
        shifts = self._shifts.get(node.lineno)
        if shifts:
            index = bisect_right(shifts, (column, 1 << 30)) - 1
            if index >= 0:
                there, here = shifts[index]
                following = shifts[index + 1][1] if index + 1 < len(shifts) else 1 << 30
                column = min(here + column - there, following)
        return column


def parse(text):
    """Return the ast of source that this Python can read. Raises SyntaxError, ValueError, RecursionError, MemoryError."""
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')     # "\d" and `is 1` are not our business
        return ast.parse(text)


def build(root, text):
    """Return (the ast, its Columns) of the text that fissix parsed into root. Raises what parse() raises."""
    return Spelling(root, text).build()


class Spelling(object):
    """What build() needs of fissix's tree, which is many times as large."""

    def __init__(self, root, text):
        # In one piece of memory, and not in objects of the tree's own time, which would keep its memory from being given back
        self._text, self._packed = text, marshal.dumps(edits_of(root))
        self._statements = array.array('l', [first_leaf(child).lineno for child in root.children if child.type >= 256])

    def build(self):
        """Return (the ast, its Columns).

        Statements that cannot be spelt so that this Python reads them are left out, and noted in columns.unread.
        """
        lines, edits, unread, expanded = self._text.split('\n'), marshal.loads(self._packed), [], False
        while True:
            spelt, shifts = _spell(lines, edits)
            try:
                return parse('\n'.join(spelt)), Columns(spelt, shifts, unread)
            except SyntaxError as error:
                if isinstance(error, TabError) and not expanded:
                    edits = edits + list(_tabs(lines))
                    expanded = True
                    continue
                statement = self._at(error.lineno or 0)
                if statement is None or len(unread) > 9:
                    raise
                first, last = statement
                unread.append(statement)
                lines = [' ' * len(line) if first <= number <= last else line for number, line in enumerate(lines, 1)]
                edits = [edit for edit in edits if not first <= edit[0] <= last]

    def _at(self, line):
        """(first line, last line) of the statement of the module that stands at the line, or None."""
        index = bisect_right(self._statements, line) - 1
        if index < 0:
            return None
        following = self._statements[index + 1] if index + 1 < len(self._statements) else self._text.count('\n') + 2
        return self._statements[index], following - 1


def _tabs(lines):
    """Indentation with tabs as spaces, with stops at 8, as Python 2 has them."""
    for number, line in enumerate(lines, 1):
        indent = line[:len(line) - len(line.lstrip(' \t\f'))]
        if '\t' in indent:
            yield number, 0, len(indent), indent.expandtabs(8)


def _spell(lines, edits):
    """Apply (line, column, length, replacement), none of which crosses a line; return the lines and the shifts."""
    by_line, shifts = {}, {}
    for line, column, length, replacement in edits:
        by_line.setdefault(line, []).append((column, length, replacement))
    if by_line:
        lines = list(lines)
    for number, changes in by_line.items():
        line, done, parts, size, shift = lines[number - 1], 0, [], 0, []
        for column, length, replacement in sorted(changes, key=lambda change: change[:2]):
            parts += [line[done:column], replacement]
            size += column - done
            shift.append((size, column))
            size += len(replacement)
            done = column + length
            shift.append((size, done))
        lines[number - 1] = ''.join(parts) + line[done:]
        shifts[number] = shift
    return lines, shifts
