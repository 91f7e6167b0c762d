"""The results as Markdown, JSON and lines for a terminal. chart.py draws them."""

import json

import chart
import scenarios
from figures import median, spread
from interpreters import key


def number(value):
    """A figure for people: three digits that count, thousands apart; - if there is none."""
    if value is None:
        return '-'
    if value >= 100:
        return '{:,.0f}'.format(value)
    return '%.1f' % value if value >= 10 else '%.2f' % value


def ranged(values):
    """The median of the values, and between what they lie."""
    found = spread(values)
    if found is None:
        return '-'
    least, middle, most = found
    return number(middle) if least == most else '%s (%s to %s)' % (number(middle), number(least), number(most))


def files(results):
    """{name: text} of all that is written."""
    return {'bench.json': json.dumps(results, indent=1) + '\n', 'bench.md': markdown(results),
            'bench.svg': chart.draw(results)}


def progress(scenario, python, records):
    """A line for the terminal: a scenario has run."""
    figure = 'instructions' if scenario.runner == 'instructions' else 'cpu_us' if scenario.runner != 'rates' else 'rate'
    largest = max([record['size'] or 0 for record in records] or [0])
    told = ['%s %s' % (record['entry'], number(middle(record, figure))) for record in records
            if (record['size'] or 0) == largest]
    return 'Python %-5s %-22s %s' % (python.version, scenario.name, ', '.join(told) or 'nothing')


def middle(record, figure):
    """The median of a figure of a record, or None."""
    found = spread(record.get(figure) or [])
    return found and found[1]


def goal_lines(results):
    """The goals for a terminal, without those that were not measured."""
    lines = []
    for goal in results['goals']:
        if goal['verdict'] != 'not measured':
            lines.append('%-8s %-5s %-62s %7s of %-5s (%s to %s; stretch %s%s)' % (
                (goal['verdict'], goal['python'], goal['title'])
                + tuple(number(goal[name]) for name in ('median', 'goal', 'least', 'most', 'stretch'))
                + ('; %s %s' % (goal['limited by'], number(goal['limit'])) if goal['limit'] else '',)))
    counts = [sum(goal['verdict'] == verdict for goal in results['goals'])
              for verdict in ('met', 'not met', 'not measured')]
    return '\n'.join(lines + ['%d goals met, %d not met, %d not measured' % tuple(counts)])


def markdown(results):
    """The page: the goals, then a table for each scenario, then what was left out or is in doubt."""
    machine = results['machine']
    parts = ['# Benchmark\n',
             '%d cores, %s, Linux %s, %s; load %.1f at the start. %d rounds of %g s each; figures are medians, and in '
             'brackets the least and the greatest. %s, commit %s, %d s in all.\n'
             % (machine['cores'], machine['processor'], machine['system'], machine['date'], machine['load'],
                results['rounds'], results['seconds'], 'docs/performance.md explains them', machine['commit'],
                machine['seconds']),
             '![The figures as a chart](bench.svg)\n', '## Goals\n', goal_table(results['goals'])]
    for scenario in scenarios.SCENARIOS:
        records = [record for record in results['records'] if record['scenario'] == scenario.name]
        if records:
            parts.append('## %s\n' % (scenario.title[0].upper() + scenario.title[1:]))
            parts.append(TABLES[scenario.runner](scenario, records))
    if results['notes']:
        parts.append('## Notes\n')
        parts.append(''.join('- %s\n' % note for note in results['notes']))
    return '\n'.join(parts)


def table(head, rows, names=2):
    """A Markdown table; all columns but the first, which are names, are numbers."""
    lines = ['| %s |' % ' | '.join(head), '|%s|' % '|'.join(['---'] * names + ['---:'] * (len(head) - names))]
    lines += ['| %s |' % ' | '.join(cell.replace('|', '\\|') for cell in row) for row in rows]
    return '\n'.join(lines) + '\n'


def goal_table(judged):
    return table(['ratio', 'Python', 'goal', 'stretch', 'limit', 'least', 'median', 'greatest', ''],
                 [[goal['title'], goal['python']]
                  + [number(goal[name]) for name in ('goal', 'stretch', 'limit', 'least', 'median', 'most')]
                  + [goal['verdict']] for goal in judged])


def ordered(records):
    return sorted(records, key=lambda record: key(record['python']))


def times_native(record, records, figure='rate'):
    """The record's median as a multiple of the first native server's on that Python."""
    for other in records:
        if other['python'] == record['python'] and other['entry'].startswith('native'):
            base = middle(other, figure)
            mine = middle(record, figure)
            return mine / base if mine and base else None
    return None


def rate_table(scenario, records):
    rows = []
    for record in ordered(records):
        failed = sum(record['errors']) + sum(record['lost'])
        rows.append([record['python'], record['entry'] + (' (%d failed)' % failed if failed else ''),
                     ranged(record['rate']), number(times_native(record, records)), number(middle(record, 'p50_us')),
                     number(middle(record, 'p99_us')), number(max(record['max_us'])), ranged(record['cpu_us'])])
    first = next(entry for entry in scenario.entries if entry.startswith('native'))
    return table(['Python', 'server', '%s/s' % scenario.unit, '"%s" = 1' % first, 'p50 us', 'p99 us', 'longest us',
                  'CPU us'], rows)


def live_table(scenario, records):
    sizes = sorted({record['size'] for record in records})
    by_server = {}
    for record in ordered(records):
        by_server.setdefault((record['python'], record['entry']), {})[record['size']] = record
    rows = []
    for (python, entry), found in by_server.items():
        rows.append([python, entry] + [number(middle(found[size], 'cpu_us')) if size in found else '-' for size in sizes]
                    + [number(a_connection(found))])
    return ('CPU of a request in microseconds, by the number of live connections, and the memory that one of them takes.\n\n'
            + table(['Python', 'server'] + ['{:,}'.format(size) for size in sizes] + ['KiB a connection'], rows))


def a_connection(by_size):
    """KiB of memory a connection, of the records of a server by size; None if that cannot be told."""
    sizes = sorted(size for size in by_size if size <= 1000)
    if len(sizes) < 2:
        return None
    least, most = sizes[0], sizes[-1]
    return (by_size[most]['memory_kib'][0] - by_size[least]['memory_kib'][0]) / float(most - least)


def cost_table(scenario, records):
    rows = [[record['python'], record['entry'], ranged(record['cpu_us']),
             number(times_native(record, records, 'cpu_us'))] for record in ordered(records)]
    return table(['Python', 'server', 'CPU us', 'native = 1'], rows)


def instruction_table(scenario, records):
    rows = [[record['python'], record['entry'], number(median(record['instructions'])),
             number(times_native(record, records, 'instructions'))] for record in ordered(records)]
    return table(['Python', 'server', 'instructions', '"native" = 1'], rows)


TABLES = {'rates': rate_table, 'live': live_table, 'thread_starts': cost_table, 'instructions': instruction_table}
