"""Print the closing lines of the environments and the table's summary, and what they add up to.

Usage: summary.py TOX_FOLDER RESULTS_FOLDER. Exit status 1 if anything failed or nothing ran.
"""

from __future__ import print_function

import glob
import io
import os
import re
import sys

CLOSING = re.compile(r'^=* ?((?:\d+ \w+(?:, )?)+ in [\d.]+.*?) ?=*$')


def closing_lines(folder):
    """[(environment, closing line of pytest)] of the logs of the last run of tox."""
    found = []
    for environment in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        for log in sorted(glob.glob(os.path.join(folder, environment, 'log', '*.log')), key=number):
            with io.open(log, encoding='utf-8', errors='replace') as file:
                lines = [match.group(1) for match in map(CLOSING.match, file.read().splitlines()) if match]
            found += [(environment, line) for line in lines[-1:]]
    return found


def number(path):
    return int(re.match(r'\d*', os.path.basename(path)).group() or 0)


def total(lines):
    """The sum of the counts in closing lines, {word: number}."""
    counts = {}
    for line in lines:
        for count, word in re.findall(r'(\d+) ([a-z]+)', line.split(' in ')[0]):
            counts[word] = counts.get(word, 0) + int(count)
    return counts


def section(markdown, heading):
    """The lines under a heading of a Markdown text."""
    return markdown.split('## %s\n' % heading)[1].split('\n## ')[0].strip()


def main(tox, results):
    lines = closing_lines(tox)
    print()
    for environment, line in lines:
        print('%-9s %s' % (environment, line))
    matrix = os.path.join(results, 'matrix.md')
    if os.path.exists(matrix):
        with io.open(matrix, encoding='utf-8') as file:
            print('\n%s\n\nThe whole table: %s' % (section(file.read(), 'Totals'), matrix))
    counts = total([line for _, line in lines])
    failed = counts.get('failed', 0) + counts.get('error', 0) + counts.get('errors', 0)
    # xfailed: what a native module is known to fail, and did.
    print('\n%d passed, %d failed, %d skipped' % (
        counts.get('passed', 0) + counts.get('xfailed', 0), failed, counts.get('skipped', 0)))
    return 1 if failed or not counts.get('passed') else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
