"""The tables of docs/performance.md, made of the results: `sh ci/bench/run --page`.

The page keeps its text; what stands between the two marks is replaced.
"""

import os

import goals
import report
import scenarios
from figures import ratios
from interpreters import key

PATH = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), 'docs', 'performance.md')
BEGIN, END = '<!-- figures: made by sh ci/bench/run --page -->\n', '<!-- end of figures -->\n'

# Shown without a goal: title, scenario, figure, over, under.
UNCLAIMED = [
    ('connections/s, synchronous: compatsrv / native', 'connections', 'rate', 'compatsrv', 'native'),
    ('connections/s, a thread each: compatsrv / native', 'connections', 'rate', 'compatsrv threads', 'native threads'),
    ('connections/s, a fork each: compatsrv / native', 'connections', 'rate', 'compatsrv forks', 'native forks'),
    ('persistent lines, threads: compatsrv / native', 'lines', 'rate', 'compatsrv threads', 'native threads'),
    ('persistent lines: pool / native threads', 'lines', 'rate', 'compatsrv pool', 'native threads'),
]
COMPARED = ['connections', 'sleep', 'lines', 'datagrams', 'http']


class Failed(Exception):
    """A page without the marks."""


def replaced(page, text):
    """The page with text between its marks."""
    if BEGIN not in page or END not in page.split(BEGIN)[1]:
        raise Failed('there are no marks for the figures')
    before, rest = page.split(BEGIN)
    return before + BEGIN + text + END + rest.split(END, 1)[1]


def tables(results):
    """The text that stands between the marks."""
    machine = dict(results['machine'], **results)
    return '\n'.join([
        '\nMeasured on {cores} cores ({processor}, Linux {system}), {date}, load {load:.1f}, commit {commit}; {rounds} rounds '
        'of {seconds:g} s.\nMedians, and in brackets the least and the greatest of the rounds.\n'.format(**machine),
        '### Goals\n', _goals(results['goals']), '### Shown, not claimed\n', _unclaimed(results['records']),
        '### Against others\n', _compared(results['records']), ''])


def _goals(judged):
    """A row a goal, a column a version."""
    versions = sorted({goal['python'] for goal in judged if goal['median']}, key=key)
    rows = {}
    for goal in judged:
        if goal['median']:
            row = rows.setdefault(goal['title'], [goal['title'], {}, []])
            row[1][goal['python']] = '%s (%s to %s)%s' % (
                report.number(goal['median']), report.number(goal['least']), report.number(goal['most']),
                '' if goal['verdict'] == 'met' else ' **not met**' + (
                    '; %s: %s' % (goal['limited by'], report.number(goal['limit'])) if goal['limit'] else ''))
            row[2].append('%g' % goal['goal'])
    return report.table(['ratio', 'goal'] + versions,
                        [[title, ' or '.join(sorted(set(aims), key=float))] + [cells.get(version, '') for version in versions]
                         for title, cells, aims in rows.values()])


def _unclaimed(records):
    found = {(record['scenario'], record['python'], record['entry'], record['size']): record for record in records}
    versions = sorted({record['python'] for record in records if record['python'] in goals.VERSIONS}, key=key)
    rows = []
    for title, scenario, figure, over, under in UNCLAIMED:
        samples = [[found.get((scenario, version, entry, None), {}).get(figure, []) for entry in (over, under)]
                   for version in versions]
        rows.append([title] + [report.ranged(ratios(*pair)) for pair in samples])
    for entry in scenarios.THREADS:
        sizes = [{record['size']: record for record in records if (record['scenario'], record['python'], record['entry'])
                  == ('live', version, entry)} for version in versions]
        rows.append(['KiB of memory an idle connection, %s' % entry]
                    + [report.number(report.a_connection(by_size)) for by_size in sizes])
    return report.table([''] + versions, rows, names=1)


def _compared(records):
    """A row a server, a column a scenario, on the newest version."""
    last = max([record['python'] for record in records if record['scenario'] in COMPARED] or [''], key=lambda v: v and key(v))
    found = {(record['entry'], record['scenario']): record for record in records if record['python'] == last}
    names = [name for name in COMPARED if any(scenario == name for _, scenario in found)]
    entries = [entry for name in names for entry in scenarios.BY_NAME[name].entries]
    rows = [[entry] + [report.number(report.middle(found[entry, name], 'rate')) if (entry, name) in found else ''
                       for name in names]
            for entry in sorted(set(entries), key=entries.index) if any((entry, name) in found for name in names)]
    return ('Requests a second on Python %s.\n\n' % last) + report.table(['server'] + names, rows, names=1)
