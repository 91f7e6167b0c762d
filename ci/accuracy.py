"""How exact `compatsrv check` is: python ci/accuracy.py [FOLDER]

Recall: which part of the labelled hazards (tests/migrate/hazards, `#: CS201` at the end of a line) is found, and what is found
without a label. Precision: what is found in modern Python 3 servers, which deal in bytes as they should. They are taken
from the package index into FOLDER, outside of the checkout, unless they are there already. All that is found there is
printed for a human to judge, and the number counts all of it as false, so that it is an upper bound.
"""

import os
import subprocess
import sys
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path[:0] = [ROOT, os.path.join(ROOT, 'tests', 'migrate')]

# Servers that are written for Python 3 and have a wheel
SERVERS = ['aiosmtpd', 'cheroot', 'dnslib', 'fakeredis', 'gunicorn', 'honeypots', 'paramiko', 'pproxy', 'proxy.py', 'pymodbus',
           'pyrad', 'Pyro5', 'python-osc', 'rpyc', 'tftpy', 'waitress', 'warcprox', 'websocket-server', 'websockify', 'werkzeug']
RECALL = 0.95       # at least
FALSE = 1.0         # at most, in a thousand lines


def fetch(folder):
    """Put the sources of the servers into the folder."""
    for name in SERVERS:
        target = os.path.join(folder, name)
        if os.path.isdir(target):
            continue
        wheels = os.path.join(folder, 'wheels', name)
        subprocess.check_call([sys.executable, '-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary', ':all:',
                               '--dest', wheels, name])
        for wheel in os.listdir(wheels):
            with zipfile.ZipFile(os.path.join(wheels, wheel)) as archive:
                archive.extractall(target)


def recall():
    """Print what of the labels is found; return the part."""
    import labels
    asked = found = more = 0
    for path in labels.sources('hazards'):
        text = labels.read(path)
        wanted, got = labels.labels(text), labels.findings(text, path)
        asked, found, more = asked + len(wanted), found + len(wanted & got), more + len(got - wanted)
        for word, pairs in (('missed', wanted - got), ('unlabelled', got - wanted)):
            for line, code in sorted(pairs):
                print('%s %s:%d %s' % (word, os.path.relpath(path, ROOT), line, code))
    print('recall: %d of %d labelled hazards (%.1f %%), %d found without a label' % (found, asked, 100.0 * found / asked, more))
    return found / asked


def precision(folder):
    """Print what is found in the servers of the folder; return findings in a thousand lines."""
    from compatsrv.migrate import checking, output
    paths = [os.path.join(folder, name) for name in SERVERS]
    checked, unreadable = checking.check_paths(paths)
    lines = sum(_lines(result.path) for result in checked)
    for result in checked:
        result.findings = [finding for finding in result.findings if finding.code[:3] in ('CS2', 'CS3')]
    for line in output.plain(checked):
        print(line)
    for error in unreadable:
        print(error)
    count = sum(len(result.findings) for result in checked)
    rate = 1000.0 * count / lines
    print('precision: %d findings in %d lines of %d servers: at most %.2f false ones in a thousand lines' % (
        count, lines, len(paths), rate))
    return rate


def _lines(path):
    with open(path, 'rb') as file:
        return file.read().count(b'\n')


def main(argv):
    """Return 0 if both are as good as they have to be."""
    good = recall() >= RECALL
    if argv:
        fetch(argv[0])
        good = precision(argv[0]) <= FALSE and good
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
