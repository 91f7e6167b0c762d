"""The end of the output of `check`: what was found, what is left for a human, what to do next."""

import collections
import shlex

from compatsrv.migrate.explain import WEIGHT_TITLES, Explanation
from compatsrv.migrate.findings import WEIGHTS

__all__ = ['check', 'counted', 'statistics']

PLURAL = {'silent': 'change meaning in silence', 'raises': 'raise on Python 3', 'renamed': 'have another name on Python 3'}


def counted(number, what):
    """1 file, 2 files"""
    return '%d %s%s' % (number, what, '' if number == 1 else 's')


def statistics(checked, rules):
    """Lines: how often each code was found, the weightiest first."""
    counts = collections.Counter(finding.code for result in checked for finding in result.findings)
    ordered = sorted((rule for rule in rules if counts[rule.CODE]),
                     key=lambda rule: (WEIGHTS.index(rule.WEIGHT), -counts[rule.CODE], rule.CODE))
    width = max([len(str(count)) for count in counts.values()] or [0])
    return ['%*d  %s  %s' % (width, counts[rule.CODE], rule.CODE, Explanation(rule).title) for rule in ordered]


def check(checked, unreadable, rules, paths):
    """Lines: files read, findings by weight, what is left for a human, the next command."""
    fixed = {rule.CODE for rule in rules if Explanation(rule).is_fixed}
    findings = [(finding, result.migrated) for result in checked for finding in result.findings]
    first = '%s read' % counted(len(checked), 'file')
    if unreadable:
        first += ', %d not' % len(unreadable)
    if not findings:
        return [first + ': nothing found.']
    places = counted(len({finding.path for finding, _ in findings}), 'file')
    lines = ['%s; %s in %s:' % (first, counted(len(findings), 'finding'), places)]
    for weight in WEIGHTS:
        number = sum(finding.weight == weight for finding, _ in findings)
        if number:
            lines.append('  %4d %s' % (number, WEIGHT_TITLES[weight] if number == 1 else PLURAL[weight]))
    for_human = [finding for finding, migrated in findings if migrated or finding.code not in fixed]
    rest = len(findings) - len(for_human)
    if rest and for_human:
        lines.append('%d of them for `compatsrv migrate`; %d left for a human: %s.' % (
            rest, len(for_human), ', '.join(sorted({finding.code for finding in for_human}))))
    elif rest:
        lines.append('All of them for `compatsrv migrate`.')
    else:
        lines.append('All of them left for a human.')
    code = findings[0][0].code if not for_human else for_human[0].code
    if rest:
        lines.append('Next: compatsrv migrate %s' % ' '.join(shlex.quote(path) for path in paths))
    else:
        lines.append('Next: compatsrv check --explain %s' % code)
    return lines
