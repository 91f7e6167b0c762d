"""Source in tokens, as fissix's own tokenizer has them, in less than half of its time.

One regular expression is matched along the whole text, and what stands between two tokens, blanks and comments, is the prefix
of the second.
"""

import re

from fissix.pgen2 import grammar, token
from fissix.pgen2.tokenize import Number, TokenError

__all__ = ['tokens']

OPERATORS = grammar.opmap
PREFIX = '(?:[uUrRbBfF]|[rR][fFbB]|[fFbBuU][rR])?'
STRING = PREFIX + r"""(?:'{3}[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'{3}|\"{3}[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*\"{3}|""" \
                  r"""'(?!'')[^\n'\\]*(?:\\.[^\n'\\]*)*'|"(?!"")[^\n"\\]*(?:\\.[^\n"\\]*)*")"""
OPERATOR = r'\*\*=?|>>=?|<<=?|<>|!=|//=?|->|:=|[-+*/%&@|^=<>]=?|[][(){}:;,`~]|\.(?!\d)'
ONE = re.sub(r'\((?!\?)', '(?:', Number)      # without groups of its own
TOKEN = r"""([A-Za-z_]\w*)\b(?!['"])|(%s)|(\n)|(%s)|(%s)|(\w+)|(\\(?!\n)|[^ \f\t\n\\#])""" % (OPERATOR, STRING, ONE)
NAME, OPERATION, NEWLINE, LITERAL, NUMBER, WORD = range(1, 7)      # the groups
IN_LINE = re.compile(r'(?:[ \f\t]|\\\n)*(?:#[^\n]*(?=\n))?(?:%s)' % TOKEN, re.S)
IN_BRACKETS = re.compile(r'(?:[ \f\t\n]|\\\n|#[^\n]*(?=\n))*(?:%s)' % TOKEN.replace(r'(\n)', '((?!))'), re.S)
EMPTY_LINES = re.compile(r'(?:[ \f\t]*(?:#[^\n]*)?\n)*')
INDENT = re.compile(r'[ \f\t]*')
TRIPLE = re.compile(PREFIX + r"""(?:'{3}|"{3})""")
DEF = re.compile(r'[ \f\t]*def\b')


def tokens(text):
    """Yield (type, value, (line, column), prefix) of each token. Raises TokenError and IndentationError, as fissix does."""
    match_in_line, match_in_brackets, operators = IN_LINE.match, IN_BRACKETS.match, OPERATORS
    line, beginning, end, depth, indents = 1, 0, 0, 0, [0]     # beginning: of the line; end: of the token before
    coroutine, in_body = None, False    # the indentation of an `async def`, in which async and await are keywords
    while True:
        position = EMPTY_LINES.match(text, end).end()
        if position > end:
            line, beginning = line + text.count('\n', end, position), position
        first = INDENT.match(text, position).end()
        if first == len(text):
            break
        width = _width(text, position, first)
        if width > indents[-1]:
            indents.append(width)
            yield token.INDENT, text[position:first], (line, 0), text[end:position]
            end = first
        while width < indents[-1]:
            if width not in indents:
                raise IndentationError('unindent does not match any outer indentation level',
                                       ('<tokenize>', line, first - beginning, text[beginning:text.find('\n', beginning) + 1]))
            indents.pop()
            yield token.DEDENT, '', (line, first - beginning), text[end:first]
            end = first
            if coroutine is not None and coroutine >= indents[-1]:
                coroutine = None
        if in_body and coroutine is not None and coroutine >= indents[-1]:
            coroutine = None
        group, position = None, first
        while group != NEWLINE:
            match = (match_in_brackets if depth > 0 else match_in_line)(text, position)
            if match is None:
                raise TokenError('EOF in multi-line statement', (text.count('\n') + 1, 0))
            group = match.lastindex
            start, stop = match.span(group)
            if start > position and (depth > 0 or start - position > 1):
                count = text.count('\n', position, start)
                if count:
                    line, beginning = line + count, text.rindex('\n', position, start) + 1
            prefix, value, place = text[end:start], text[start:stop], (line, start - beginning)
            if group == NAME:
                kind = token.NAME
                if value == 'async' or value == 'await':
                    if coroutine is not None:
                        kind = token.ASYNC if value == 'async' else token.AWAIT
                    elif value == 'async' and DEF.match(text, stop):
                        kind, coroutine, in_body = token.ASYNC, indents[-1], False
            elif group == OPERATION:
                kind = operators[value]
                if value in '([{':
                    depth += 1
                elif value in ')]}':
                    depth -= 1
            elif group == NEWLINE:
                kind, in_body = token.NEWLINE, True
                line, beginning = line + 1, stop
            elif group == LITERAL:
                kind = token.STRING
                if '\n' in value:
                    line += value.count('\n')
                    beginning = start + value.rindex('\n') + 1
            elif group == NUMBER:
                kind = token.NUMBER
            elif group == WORD and value[0].isidentifier():
                kind = token.NAME
            elif TRIPLE.match(text, start):
                raise TokenError('EOF in multi-line string', place)
            else:
                kind, blanks = token.ERRORTOKEN, len(text[position:start]) - len(text[position:start].rstrip(' \f\t'))
                place, value, prefix = (line, place[1] - blanks), text[start - blanks], prefix[:len(prefix) - blanks]
            end = position = stop
            yield kind, value, place, prefix
    for _ in indents[1:]:
        yield token.DEDENT, '', (line, 0), text[end:]
        end = len(text)
    yield token.ENDMARKER, '', (line, 0), text[end:]


def _width(text, start, stop):
    """The columns of blanks, with tab stops at 8."""
    blanks = text[start:stop].rpartition('\f')[2]
    return len(blanks.expandtabs(8))
