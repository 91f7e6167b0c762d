"""What a rule says of itself, in the docstring of its module: the one source of --explain, of docs/rules.md and of SARIF's help.

Its parts: a title; why it matters; "Before:" and "After:" with indented source; "Fix:" with what `compatsrv migrate` does, or none.
"""

import re
import textwrap

from compatsrv.migrate.findings import WEIGHTS

__all__ = ['WEIGHT_TITLES', 'Explanation', 'text', 'to_markdown']

WEIGHT_TITLES = dict(zip(WEIGHTS, ('changes meaning in silence', 'raises on Python 3', 'has another name on Python 3')))
WIDTH = 79      # of what --explain prints
PART = re.compile(r'^(Before|After|Fix):[ \t]*', re.M)


class Explanation(object):
    """title, why, before, after, fix ('' or 'none' if there is none) of a rule."""

    def __init__(self, rule):
        self.code, self.weight = rule.CODE, rule.WEIGHT
        pieces = PART.split(textwrap.dedent(rule.__doc__ or '').strip())
        self.title, _, why = pieces[0].partition('\n')
        self.why = why.strip()
        parts = dict(zip(pieces[1::2], pieces[2::2]))
        self.before, self.after = (textwrap.dedent(parts.get(name, '').strip('\n')).strip() for name in ('Before', 'After'))
        self.fix = re.sub(r'\s*\n\s*', ' ', parts.get('Fix', '').strip())
        if not self.fix and (hasattr(rule, 'fix') or hasattr(rule, 'FIXERS')):
            self.fix = '`compatsrv migrate` does it.'

    @property
    def is_fixed(self):
        """Whether `compatsrv migrate` does something about it."""
        return bool(self.fix) and not self.fix.startswith('none')


def text(rule):
    """For a terminal."""
    this = Explanation(rule)
    lines = ['%s  %s' % (this.code, this.title), 'It %s.' % WEIGHT_TITLES[this.weight], '', _filled(this.why)]
    for name, source in (('Before:', this.before), ('After:', this.after)):
        if source:
            lines += ['', name, '', textwrap.indent(source, '    ')]
    lines += ['', _filled('Fix: ' + (this.fix or 'none.'))]
    return '\n'.join(lines)


def _filled(paragraphs):
    return '\n\n'.join(textwrap.fill(paragraph, WIDTH) for paragraph in paragraphs.split('\n\n'))


def to_markdown(rules):
    """A page of all rules."""
    lines = ['# The rules of `compatsrv check`', '',
             'Made from the rules by `ci/rules.py`; a test keeps it so. `compatsrv check --explain CS203` prints one of them.', '']
    for weight in WEIGHTS:
        lines += ['', '## What %s' % WEIGHT_TITLES[weight], '', '| code | title | migrate |', '|---|---|---|']
        these = [Explanation(rule) for rule in rules if rule.WEIGHT == weight]
        lines += ['| [%s](#%s) | %s | %s |' % (this.code, this.code.lower(), this.title, 'does it' if this.is_fixed else 'tells')
                  for this in these]
        for this in these:
            lines += ['', '### %s' % this.code, '', '**%s.** %s' % (this.title, this.why)]
            for name, source in (('Before', this.before), ('After', this.after)):
                if source:
                    lines += ['', name + ':', '', '```python', source, '```']
            lines += ['', 'Fix: ' + (this.fix or 'none.')]
    return '\n'.join(lines) + '\n'
