"""Print the closing lines of the environments, the table's summary, what failed and why, and what all adds up to.

Usage: summary.py TOX_FOLDER RESULTS_FOLDER. Exit status 1 if anything failed or nothing ran.
"""

from __future__ import print_function

import glob
import io
import os
import re
import sys

LONGEST = 60        # lines of a failed command that are shown
REASONS = re.compile(r'^=+ (?:FAILURES|ERRORS) =+$|^(?:FAIL|ERROR): ')      # pytest's and unittest's headings
CLOSING = re.compile(r'^=* ?((?:\d+ \w+(?:, )?)+ in [\d.]+.*?) ?=*$')


def logs(folder):
    """[(environment, lines)] of each command that the last run of tox ran, its own environments (.tox, .pkg) left out."""
    found = []
    for environment in sorted(glob.glob(os.path.join(folder, '*'))):
        for log in sorted(glob.glob(os.path.join(environment, 'log', '*.log')), key=number):
            with io.open(log, encoding='utf-8', errors='replace') as file:
                found.append((os.path.basename(environment), file.read().splitlines()))
    return found


def closing_line(lines):
    """[pytest's closing line], or [] if the command was not pytest."""
    return [match.group(1) for match in map(CLOSING.match, lines) if match][-1:]


def failure(lines):
    """What a command that failed says of it, [] if it did not: where tests are told to fail, or else its end."""
    start = next((index for index, line in enumerate(lines) if line.startswith('exit_code: ')), None)
    if start is None or lines[start] == 'exit_code: 0':
        return []
    command = [line for line in lines[:start] if line.startswith('cmd: ')]
    output = lines[start + 1:]
    told = next((index for index, line in enumerate(output) if REASONS.match(line)), None)
    names = [line for line in output if line.startswith(('FAILED ', 'ERROR '))]
    return command + names + (output[-LONGEST:] if told is None else output[told:][:LONGEST])


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
    commands = logs(tox)
    closing = [(environment, line) for environment, lines in commands for line in closing_line(lines)]
    print()
    for environment, line in closing:
        print('%-9s %s' % (environment, line))
    matrix = os.path.join(results, 'matrix.md')
    if os.path.exists(matrix):
        with io.open(matrix, encoding='utf-8') as file:
            print('\n%s\n\nThe whole table: %s' % (section(file.read(), 'Totals'), matrix))
    for environment, lines in commands:
        told = failure(lines)
        if told:
            print('\n%s failed:\n%s' % (environment, '\n'.join('    ' + line for line in told)))
    counts = total([line for _, line in closing])
    failed = counts.get('failed', 0) + counts.get('error', 0) + counts.get('errors', 0)
    # xfailed: what a native module is known to fail, and did.
    print('\n%d passed, %d failed, %d skipped' % (
        counts.get('passed', 0) + counts.get('xfailed', 0), failed, counts.get('skipped', 0)))
    return 1 if failed or not counts.get('passed') else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
