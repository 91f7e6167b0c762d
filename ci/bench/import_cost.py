"""What `import compatsrv` costs, as a ratio to `import socketserver` (or SocketServer) plus `import six`.

Usage: python ci/bench/import_cost.py [RUNS]

Beside it what a program pays that also takes a server, a mix-in and a handler: compatsrv imports the rest of itself
when it is asked for a name. Fresh processes, in turn (A B A B ...), and an empty program among them, whose cost is
taken off all. User CPU milliseconds, medians; instructions as well where valgrind is installed. The goal is a ratio
below 1.3 for `import compatsrv`.
"""

from __future__ import print_function

import os
import resource
import shutil
import subprocess
import sys
import tempfile

import callgrind
from figures import cpu_seconds, median

NATIVE = 'import SocketServer, six' if sys.version_info[0] == 2 else 'import socketserver, six'
NAMES = 'from %s import TCPServer, ThreadingMixIn, StreamRequestHandler'
PROGRAMS = [('nothing', 'pass'), ('native and six', NATIVE), ('import compatsrv', 'import compatsrv'),
            (NAMES % 'compatsrv', NAMES % 'compatsrv')]


def cpu(source):
    """Milliseconds of user and system CPU that a process with this source takes."""
    before = cpu_seconds(resource.RUSAGE_CHILDREN)
    subprocess.check_call([sys.executable, '-c', source])
    return 1000 * (cpu_seconds(resource.RUSAGE_CHILDREN) - before)


def instructions(source):
    """Millions of instructions of the same."""
    folder = tempfile.mkdtemp()
    try:
        subprocess.check_call(callgrind.counted([sys.executable, '-c', source], folder))
        return callgrind.instructions(folder) / 1e6
    finally:
        shutil.rmtree(folder)


def report(what, unit, figures):
    nothing, native = figures[:2]
    print('%s: %s %.1f %s' % (what, NATIVE, native - nothing, unit))
    for (name, _), ours in list(zip(PROGRAMS, figures))[2:]:
        print('    %s %.1f %s: ratio %.2f (with the start of Python: %.2f)' % (
            name, ours - nothing, unit, (ours - nothing) / (native - nothing), ours / native))


def main(runs):
    for _, source in PROGRAMS:      # write the .pyc files
        subprocess.check_call([sys.executable, '-c', source],
                              env=dict(os.environ, PYTHONDONTWRITEBYTECODE=''))
    samples = [[] for _ in PROGRAMS]
    for _ in range(runs):
        for sample, (_, source) in zip(samples, PROGRAMS):
            sample.append(cpu(source))
    report('CPU', 'ms', [median(sample) for sample in samples])
    if callgrind.available():
        report('instructions', 'million', [instructions(source) for _, source in PROGRAMS])
    else:
        print('instructions: no valgrind here')


if __name__ == '__main__':
    main(int((sys.argv[1:] or ['41'])[0]))
