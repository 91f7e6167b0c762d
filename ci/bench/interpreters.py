"""The Pythons that are here, and an environment for each, with what the servers need."""

import glob
import json
import os
import re
import subprocess
import sys

import servers

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(os.path.dirname(os.path.dirname(HERE)), '.venv-bench')
PEERS = ['uvloop', 'gevent', 'Twisted', 'cheroot', 'waitress']
HTTP_PEERS, HTTP_VERSION = ['cheroot', 'waitress'], '3.11'      # the one that their goal is set for
INSTALL_LIMIT = 180     # seconds
FIRST_FOR_PEERS = (3, 7)


class Python(object):
    """An interpreter: its version ('3.11'), its path, and the names of the entries of servers.py that it can run."""

    def __init__(self, version, path, entries=()):
        self.version, self.path, self.entries = version, path, set(entries)

    @property
    def key(self):
        return key(self.version)


def key(version):
    """What versions are sorted by."""
    return tuple(int(part) for part in version.split('.'))


def find():
    """{version: path} of the Pythons in PATH and of pyenv, the newest of each version."""
    root = os.environ.get('PYENV_ROOT', os.path.expanduser('~/.pyenv'))
    found = {}
    for path in sorted(glob.glob(os.path.join(root, 'versions', '*', 'bin', 'python')), key=_release):
        _add(found, path)
    for folder in os.environ.get('PATH', '').split(os.pathsep):
        for path in sorted(glob.glob(os.path.join(folder, 'python[23].*'))):
            name = re.match(r'python([23]\.\d+)$', os.path.basename(path))
            if name and name.group(1) not in found:
                _add(found, path)
    return {version: found[version] for version in sorted(found, key=key)}


def _release(path):
    return [int(part) for part in re.findall(r'\d+', path.split(os.sep)[-3])]


def _add(found, path):
    """Ask the interpreter which one it is: some names are scripts that start another one, or none."""
    probe = 'import sys, platform; print(platform.python_implementation() + " %d.%d" % sys.version_info[:2])'
    try:
        run = subprocess.run([path, '-c', probe], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return
    match = re.match(br'CPython (2\.7|3\.\d+)\n', run.stdout)
    if match and key(match.group(1).decode()) >= (2, 7) and key(match.group(1).decode()) not in [(3, n) for n in range(6)]:
        found[match.group(1).decode()] = path


def prepare(paths, tell):
    """Environments for {version: path}: a list of Python, oldest first. tell: called with what is left out, and why."""
    made = []
    for version, path in paths.items():
        python, error = _environment(version, path)
        if error:
            tell('Python %s is left out: %s' % (version, error))
        else:
            made.append(Python(version, python))
    _install_peers(made, tell)
    for python in made:
        run = subprocess.run([python.path, os.path.join(HERE, 'servers.py'), 'probe'], stdout=subprocess.PIPE, check=True)
        python.entries = set(json.loads(run.stdout.decode())['entries'])
    _keep_newest_peers(made)
    return made


def _keep_newest_peers(pythons):
    """Have each peer on the newest interpreter alone that has it, and those that a goal is set for on its own as well."""
    for entry in servers.ENTRIES:
        if entry.group == 'peer':
            holders = [python for python in pythons if entry.name in python.entries]
            for python in holders[:-1]:
                if python.version != HTTP_VERSION or entry.name not in HTTP_PEERS:
                    python.entries.discard(entry.name)


def _environment(version, path):
    """(the environment's interpreter, None), or (None, what went wrong)."""
    folder = os.path.join(FOLDER, version)
    python = os.path.join(folder, 'bin', 'python')
    if _has(python, 'six'):
        return python, None
    # virtualenv's own folder may hold a pip that it has updated meanwhile, and that old Pythons cannot run.
    error = _run([sys.executable, '-m', 'virtualenv', '--quiet', '--clear', '--app-data', os.path.join(FOLDER, 'app-data'),
                  '--python', path, folder])
    return python, error or _run(_pip(python) + ['six'])


def _install_peers(pythons, tell):
    """Each on the newest Python on which it can be installed."""
    candidates = [python for python in reversed(pythons) if python.key >= FIRST_FOR_PEERS]
    for python in candidates[:1]:
        _install(python, *PEERS)        # all at once takes half as long; if one of them fails, none is there
    for package in PEERS:
        error = 'there is no Python for it'
        for python in candidates:
            error = _install(python, package)
            if not error:
                break
        if error:
            tell('%s is left out: %s' % (package, error))
    for python in candidates[1:]:
        if python.version == HTTP_VERSION:
            for package in HTTP_PEERS:
                _install(python, package)


def _install(python, *packages):
    """None if the packages are there or can be installed, else what pip said."""
    if _has(python.path, ', '.join(packages).lower()):
        return None
    # Wheels alone: a compiler at work for minutes is no part of a benchmark.
    return _run(_pip(python.path) + ['--only-binary', ':all:'] + list(packages))


def _pip(python):
    return [python, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check']


def _has(python, module):
    try:
        return subprocess.run([python, '-c', 'import ' + module], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              timeout=20).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _run(command):
    """None if the command succeeds, else the last line that it said."""
    try:
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=INSTALL_LIMIT)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    lines = [line for line in run.stdout.decode('utf-8', 'replace').splitlines() if line.strip()]
    return None if run.returncode == 0 else (lines or ['status %d' % run.returncode])[-1]
