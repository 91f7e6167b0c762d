"""How fast check and migrate read: python ci/bench/migration.py [FILE_OR_FOLDER...]

Lines a second on one core, of check, of migrate and of both together, beside what fissix's own driver takes to parse the
same, and what the kit takes; then the largest memory of a process that checks and migrates one file of 50,000
lines, made of the same sources: of the library, and of the commands, which check what they rewrote as well. Without
arguments it takes the labelled hazards and the servers of the tests. The goals: both together at least 5,000 lines a second, and less than 300 MB.
"""

import os
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, ROOT)

LARGE = 50000       # lines
RUNS = 3

LARGEST = '''
import sys
from compatsrv.migrate import check_source, migrate_source
with open(sys.argv[1], 'rb') as file:
    data = file.read()
for step in sys.argv[2:]:
    {'check': check_source, 'migrate': migrate_source}[step](data, 'large.py')
'''


def sources(paths):
    """[bytes] of the files that can be read."""
    from compatsrv.migrate import files
    from compatsrv.migrate.module import Module
    found = []
    for path in files.find(paths, print):
        data = files.read(path)
        try:
            if Module(data, path).root is not None:
                found.append(data)
        except Exception:       # noqa: S112 - what cannot be read is not measured
            continue
    return found


def seconds(function, texts):
    """CPU seconds of the quickest of some runs over all texts."""
    best = None
    for _ in range(RUNS):
        start = time.process_time()
        for data in texts:
            function(data)
        spent = time.process_time() - start
        best = spent if best is None else min(best, spent)
    return best


def parse_with_fissix(data):
    from fissix import pytree
    from fissix.pgen2 import driver
    from fissix.pgen2.parse import ParseError
    from fissix.pygram import python_grammar, python_grammar_no_print_statement
    from compatsrv.migrate.source import Source
    text = Source(data).text
    for tables in (python_grammar, python_grammar_no_print_statement):
        try:
            return driver.Driver(tables, convert=pytree.convert).parse_string(text)
        except ParseError:
            continue


def parse(data):
    from compatsrv.migrate import grammar
    from compatsrv.migrate.source import Source
    grammar.parse_text(Source(data).text)


def large(texts):
    """The path of a file of so many lines, made of the texts that can stand in one file."""
    chosen, lines = [], 0
    small = [data.replace(b'\r\n', b'\n').rstrip() + b'\n' for data in texts
             if data.isascii() and b'\t' not in data and b'__future__' not in data and b'coding' not in data]
    while lines < LARGE:
        for data in small:
            chosen.append(data)
            lines += data.count(b'\n')
            if lines >= LARGE:
                break
    with tempfile.NamedTemporaryFile(suffix='.py', delete=False) as file:
        file.write(b''.join(chosen))
    return file.name, lines


def spend(arguments):
    """(MB of memory at most, CPU seconds) of a process of this Python."""
    process = subprocess.Popen([sys.executable] + arguments, env=dict(os.environ, PYTHONPATH=ROOT),
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)
    if process.returncode not in (0, 1):        # 1: of the commands, that something was found
        raise SystemExit('%s ended with %d' % (arguments, process.returncode))
    return usage.ru_maxrss // 1024, usage.ru_utime


def main(argv):
    from compatsrv.migrate import check_source, migrate_source
    texts = sources(argv or [os.path.join(ROOT, 'tests', 'migrate', name) for name in ('hazards', 'servers')])
    lines = sum(data.count(b'\n') for data in texts)
    spent = {'fissix alone': seconds(parse_with_fissix, texts), 'parse': seconds(parse, texts), 'check': seconds(check_source, texts),
             'migrate': seconds(lambda data: migrate_source(data), texts)}
    spent['check and migrate'] = spent['check'] + spent['migrate']
    print('%d lines of %d files' % (lines, len(texts)))
    for name, took in spent.items():
        print('%-18s %7.0f lines/s  %5.2f times fissix alone' % (name, lines / took, took / spent['fissix alone']))
    path, count = large(texts)
    try:
        for name, arguments in (('check_source()', ['-c', LARGEST, path, 'check']), ('migrate_source()', ['-c', LARGEST, path, 'migrate']),
                                ('both', ['-c', LARGEST, path, 'check', 'migrate']),
                                ('compatsrv check', ['-m', 'compatsrv', 'check', path]),
                                ('compatsrv migrate', ['-m', 'compatsrv', 'migrate', path])):
            print('%-18s %d lines in one file: %d MB at most, %.1f s' % ((name, count) + spend(arguments)))
    finally:
        os.unlink(path)


if __name__ == '__main__':
    main(sys.argv[1:])
