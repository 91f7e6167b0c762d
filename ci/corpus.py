"""Migrates all Python files of folders, and tells how many still compile on 2.7 and compile on newer ones.

    python3 ci/corpus.py FOLDER... [--on PYTHON]...

What is measured: files that compile on 2.7, the first PYTHON (found if none is named). The folders are copied; the
originals stay as they are. It ends with 1 if a file was lost, if a second run changed something, or if less than
98 of 100 compile on any of the Pythons.

Python 2 sources to take are, for instance, the libraries of CPython 2.7.18, and these source distributions of
PyPI: asyncoro 4.5.6, BeautifulSoup 3.2.1, CherryPy 3.1.2, circuits 1.6, dnspython 1.11.1,
eventlet 0.9.17, flup 1.0.2, gevent 0.13.8, gunicorn 0.12.2, irc 3.4, mechanize 0.2.5, medusa 0.5.4, Minimatic 1.0,
paramiko 1.7.7.2, Paste 1.7.5.1, pexpect 2.4, pyasn1 0.1.7, PyDbLite 3.0.4, pyftpdlib 0.5.2, pymilter 0.9.8,
pyminifier 2.0, Pyro 3.16, pyserial 2.6, PySocks 1.5.6, python-daemon 1.5.5, python-ldap 2.4.10, SOAPpy 0.12.22,
SocksiPy-branch 1.01, spambayes 1.1b1, stompy 0.2.9, supervisor 3.0, tornado 1.2.1, web.py 0.37, wsgiref 0.1.2.
"""

import argparse
import filecmp
import os
import shutil
import subprocess
import sys
import tempfile

# Runs on any Python: reads paths, writes those that compile there.
COMPILE = '''
import sys, warnings
warnings.simplefilter('ignore')
read = getattr(sys.stdin, 'buffer', sys.stdin).read
for path in read().decode('utf-8').split('\\0'):
    try:
        with open(path, 'rb') as file:
            compile(file.read(), 'file', 'exec', 0, True)
    except (SyntaxError, ValueError, TypeError, OverflowError, MemoryError, RuntimeError):
        continue
    getattr(sys.stdout, 'buffer', sys.stdout).write((path + '\\0').encode('utf-8'))
'''


def compiling(python, paths):
    """Those of the paths that compile on that Python."""
    done = subprocess.run([python, '-c', COMPILE], input='\0'.join(paths).encode(), stdout=subprocess.PIPE, check=True)
    return set(done.stdout.decode().split('\0')) - {''}


def sources(folder):
    for place, _, names in os.walk(folder):
        for name in names:
            if name.endswith('.py') and os.path.isfile(os.path.join(place, name)):
                yield os.path.join(place, name)


def migrate(folder, *options):
    """Run `compatsrv migrate` on a folder; return (exit status, stderr)."""
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    done = subprocess.run([sys.executable, '-m', 'compatsrv', 'migrate', folder, *options],
                          env=dict(os.environ, PYTHONPATH=root), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return done.returncode, done.stderr.decode(errors='replace')


def measure(folders, pythons, work):
    """Copy, migrate twice, compile; print what came of it; return True if all is well."""
    before, after, again = (os.path.join(work, name) for name in ('before', 'after', 'again'))
    for number, folder in enumerate(folders):
        shutil.copytree(folder, os.path.join(before, str(number)), symlinks=True, ignore=shutil.ignore_patterns('*.pyc'))
    paths = sorted(compiling(pythons[0], sorted(sources(before))))
    shutil.copytree(before, after, symlinks=True)
    status, errors = migrate(after, '--write')
    crashed = 'Traceback' in errors or status not in (0, 1, 2)
    shutil.copytree(after, again, symlinks=True)
    migrate(again, '--write')
    names = [os.path.relpath(path, before) for path in paths]
    lost = [name for name in names if not os.path.exists(os.path.join(after, name))]
    changed = [name for name in names if not filecmp.cmp(os.path.join(before, name), os.path.join(after, name), False)]
    unstable = [name for name in names if not filecmp.cmp(os.path.join(after, name), os.path.join(again, name), False)]
    print('%d files, %d changed' % (len(names), len(changed)))
    for line in errors.splitlines():
        if 'left as it is' in line:
            print('    ' + line.replace(after + os.sep, ''))
    if crashed:
        print('migrate ended with %s:\n%s' % (status, errors))
    for title, those in ('lost', lost), ('changed by a second run', unstable):
        print('%d %s' % (len(those), title))
        for name in those:
            print('    ' + name)
    return all([not crashed, not lost, not unstable] + [compiles(python, names, after) for python in pythons])


def compiles(python, names, folder):
    """Print how many compile; return True if that is enough."""
    good = compiling(python, [os.path.join(folder, name) for name in names])
    bad = [name for name in names if os.path.join(folder, name) not in good]
    print('%.2f %% compile on %s' % (100.0 * (len(names) - len(bad)) / max(len(names), 1), python))
    for name in bad:
        print('    ' + name)
    return len(bad) <= 0.02 * len(names)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('folder', nargs='+')
    parser.add_argument('--on', action='append', metavar='PYTHON', help='2.7 first, then newer ones')
    options = parser.parse_args()
    pythons = options.on or [shutil.which('python2.7') or 'python2.7', sys.executable]
    with tempfile.TemporaryDirectory() as work:
        return 0 if measure(options.folder, pythons, work) else 1


if __name__ == '__main__':
    sys.exit(main())
