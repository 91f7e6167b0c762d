"""What `import compatsrv` costs, as a ratio to `import socketserver` (or SocketServer) plus `import six`.

Usage: python ci/bench/import_cost.py [RUNS]

Fresh processes, in turn (A B A B ...), and an empty program beside them, whose cost is taken off both. User CPU
milliseconds, medians; instructions as well where valgrind is installed. The goal is a ratio below 1.3.
"""

from __future__ import print_function

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile

NATIVE = 'import SocketServer, six' if sys.version_info[0] == 2 else 'import socketserver, six'
PROGRAMS = [('nothing', 'pass'), ('native and six', NATIVE), ('compatsrv', 'import compatsrv')]


def cpu(source):
    """Milliseconds of user and system CPU that a process with this source takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.check_call([sys.executable, '-c', source])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def instructions(source):
    """Millions of instructions of the same, by valgrind; None if that fails."""
    folder = tempfile.mkdtemp()
    try:
        process = subprocess.Popen(
            ['valgrind', '--tool=callgrind', '--callgrind-out-file=' + os.path.join(folder, 'out'),
             sys.executable, '-c', source], stderr=subprocess.PIPE)
        match = re.search(br'Collected : (\d+)', process.communicate()[1])
        return int(match.group(1)) / 1e6 if match else None
    finally:
        shutil.rmtree(folder)


def median(values):
    return sorted(values)[len(values) // 2]


def report(what, unit, figures):
    nothing, native, ours = figures
    ratio = (ours - nothing) / (native - nothing)
    print('%s: native and six %.1f %s, compatsrv %.1f %s: ratio %.2f (with the start of Python: %.2f)' % (
        what, native - nothing, unit, ours - nothing, unit, ratio, ours / native))


def main(runs):
    for _, source in PROGRAMS:      # write the .pyc files
        subprocess.check_call([sys.executable, '-c', source],
                              env=dict(os.environ, PYTHONDONTWRITEBYTECODE=''))
    samples = [[] for _ in PROGRAMS]
    for _ in range(runs):
        for sample, (_, source) in zip(samples, PROGRAMS):
            sample.append(cpu(source))
    report('CPU', 'ms', [median(sample) for sample in samples])
    try:
        report('instructions', 'million', [instructions(source) for _, source in PROGRAMS])
    except (OSError, TypeError):
        print('instructions: no valgrind here')


if __name__ == '__main__':
    main(int((sys.argv[1:] or ['41'])[0]))
