"""Indentation that Python 2 reads and Python 3 refuses: tabs and blanks in a mixture whose meaning depends on the width of a tab.

Python 2 has stops at each 8th column. What it understood is written with blanks; lines within strings stay as they are.
"""

import io
import re

from fissix.pgen2 import token, tokenize

__all__ = ['mend']

MIXED = re.compile(r'^[ \t]*\t', re.M), re.compile(r'^\t* ', re.M)
BEGINNING = re.compile(r'[ \t\f]*')


def mend(text):
    """Return (text, number of the first line that Python 3 refuses), or (text, 0) if it refuses none."""
    if not all(pattern.search(text) for pattern in MIXED):
        return text, 0
    try:
        first, protected = _look(text)
    except (tokenize.TokenError, IndentationError):     # which the parser tells better
        return text, 0
    if not first:
        return text, 0
    lines = text.split('\n')
    for number, line in enumerate(lines, 1):
        beginning = BEGINNING.match(line).group()
        if '\t' in beginning and number not in protected:
            lines[number - 1] = beginning.expandtabs(8) + line[len(beginning):]
    return '\n'.join(lines), first


def _look(text):
    """(number of the first inconsistent line or 0, numbers of lines that begin within a string)"""
    first, protected = 0, set()
    stack, begins = [(0, 0)], True      # widths of the open blocks, with stops at 8 and at 1
    for kind, value, start, end, line in tokenize.generate_tokens(io.StringIO(text).readline):
        if kind == token.STRING and end[0] > start[0]:
            protected.update(range(start[0] + 1, end[0] + 1))
        if kind in (tokenize.COMMENT, tokenize.NL, token.INDENT, token.DEDENT, token.ENDMARKER):
            continue
        if begins:
            beginning = BEGINNING.match(line).group()
            wide, narrow = len(beginning.expandtabs(8)), len(beginning)
            if not _fits(stack, wide, narrow) and not first:
                first = start[0]
        begins = kind == token.NEWLINE
    return first, protected


def _fits(stack, wide, narrow):
    """Is the indentation of a line consistent with the blocks that are open? They are brought up to date."""
    if wide > stack[-1][0]:
        fits = narrow > stack[-1][1]
        stack.append((wide, narrow))
        return fits
    while wide < stack[-1][0]:
        stack.pop()
    return narrow == stack[-1][1]
