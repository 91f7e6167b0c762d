"""The matrix as Markdown, and its totals as plain text for a terminal."""

import textwrap

from compatsrv.conformance.results import shown_reason, shown_reference
from compatsrv.report.model import ABSENT, DIFFERS, FAIL, FIXED, LEGEND, PASS


def table(head, rows):
    """Lines of a Markdown table. head, rows: cells as text."""
    lines = ['| %s |' % ' | '.join(head), '|%s' % ('---|' * len(head))]
    return lines + ['| %s |' % ' | '.join(escape(cell) for cell in row) for row in rows]


def escape(text):
    return text.replace('|', '\\|').replace('\n', ' ')


def code(text):
    """text as inline code, which may hold anything but the end of a line."""
    text = ' '.join(text.split()) or '(nothing)'
    fence = '``' if '`' in text else '`'
    space = ' ' if '`' in text else ''
    return fence + space + text.replace('|', '\\|') + space + fence


def render(matrix):
    """The whole report."""
    lines = ['# What each socketserver does', '',
             'Rows are behaviours, columns are modules on interpreters: `native` is the interpreter\'s own '
             '`SocketServer` or `socketserver`.', '', '## Totals', '']
    words = [word for word, _ in LEGEND]
    lines += table(['run'] + words, [[column.title] + [str(matrix.count(column, word)) for word in words]
                                     for column in matrix.columns])
    lines += ['', '## Legend', ''] + ['- **%s**: %s' % pair for pair in LEGEND] + ['']
    for area in matrix.areas:
        lines += ['## ' + area, '']
        lines += table(['behaviour'] + [column.title for column in matrix.columns],
                       [[_name(row)] + [_cell(column.word(row.id)) for column in matrix.columns]
                        for row in matrix.rows if row.area == area])
        lines.append('')
    lines += ['## Evidence', '', 'What was wanted and what was seen, for each cell that is not `pass`.', '']
    for row in matrix.rows:
        evidence = list(_evidence(matrix, row))
        if evidence:
            reference = shown_reference(row.reference)
            lines += ['### ' + row.id, '', row.requirement + (' (%s)' % reference if reference else ''), ''] + evidence + ['']
    return '\n'.join(lines).rstrip() + '\n'


def _name(row):
    return row.id.split('/')[1]


def _cell(word):
    return '**%s**' % word if word in (FAIL, FIXED) else word


def _evidence(matrix, row):
    """One paragraph for each thing seen, with the columns that saw it."""
    groups = {}
    for column in matrix.columns:
        word = column.word(row.id)
        if word not in (PASS, ABSENT):
            case = column.cases[row.id]
            groups.setdefault((word, shown_reason(case['reason']), _first(case['wanted']), _first(case['seen'])), []).append(column.title)
    for (word, reason, wanted, seen), titles in groups.items():
        yield '- %s **%s**%s' % (', '.join(titles), word, ': ' + reason if reason else '')
        if word in (FAIL, DIFFERS):
            yield '  - wanted %s' % code(wanted)
            yield '  - seen %s' % code(seen)


def _first(text, length=300):
    """The first line of text, shortened."""
    line = text.split('\n')[0]
    return line if len(line) <= length else line[:length] + ' ...'


def totals(matrix):
    """The totals and what is unexpected, as lines for a terminal of 100 columns."""
    words = [word for word, _ in LEGEND]
    width = max([len(column.title) for column in matrix.columns] + [4])
    lines = ['%-*s %s' % (width, 'run', ''.join('%9s' % word for word in words))]
    for column in matrix.columns:
        lines.append('%-*s %s' % (width, column.title,
                                  ''.join('%9d' % matrix.count(column, word) for word in words)))
    for row in matrix.rows:
        for word in (FAIL, FIXED):
            titles = [column.title for column in matrix.columns if column.word(row.id) == word]
            if titles:
                lines += textwrap.wrap('%s %s: %s' % (word, row.id, ', '.join(titles)), 100, subsequent_indent='    ')
    return lines
