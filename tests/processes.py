"""Processes under test: bounded in time, ended by the pid that was started."""

import glob
import os
import subprocess
import sys
import threading
import time

LIMIT = 20      # seconds


def environment(**changes):
    """os.environ without what hides or changes output: with a PYTHONHASHSEED the dicts of 2.7 are in another order."""
    environ = dict(os.environ, **changes)
    for name in ('PYTHONUNBUFFERED', 'PYTHONHASHSEED', 'TOX_ENV_NAME'):
        environ.pop(name, None)
    return environ


def output(process, limit=LIMIT):
    """Wait for the process; return (stdout, stderr) as bytes. It is killed after limit seconds."""
    timer = threading.Timer(limit, process.kill)
    timer.start()
    try:
        out, err = process.communicate()
    finally:
        timer.cancel()
    return out or b'', err or b''


def finish(process, limit=LIMIT):
    """Wait for the process; return (status, stdout, stderr) as text. It is killed after limit seconds."""
    out, err = output(process, limit)
    return process.returncode, out.decode('utf-8'), err.decode('utf-8')


def run(*command, **options):
    """Run `python command...`; return (status, stdout, stderr)."""
    return finish(start(*command, **options))


def start(*command, **options):
    """Start `python command...` and return the process."""
    options.setdefault('env', environment())
    python = options.pop('python', sys.executable)
    return subprocess.Popen([python] + [str(part) for part in command], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def first_line(process, limit=LIMIT):
    """The first line that the process prints, without its end; AssertionError if it ends or is silent."""
    timer = threading.Timer(limit, process.kill)
    timer.start()
    try:
        line = process.stdout.readline().decode('utf-8')
    finally:
        timer.cancel()
    assert line, 'it ended: %s' % process.stderr.read().decode('utf-8')
    return line.rstrip('\n')


def settle(process, limit=LIMIT):
    """Wait until the process only waits, so that what it is asked next interrupts nothing that it does.

    Each of its threads, and those of its children, have to sleep in three looks. Where the system does not tell
    (there is no /proc of Linux), this returns at once.
    """
    looks, end = 0, time.time() + limit
    while looks < 3 and time.time() < end:
        looks = looks + 1 if set(states(process.pid)) <= set('S') else 0
        time.sleep(0.005)       # there is no event for it


def states(pid):
    """The state of each thread of a process and its children, in Linux's letters."""
    found = []
    for task in glob.glob('/proc/%d/task/*' % pid):
        try:
            with open(task + '/stat') as stat, open(task + '/children') as children:
                found.append(stat.read().rpartition(')')[2].split()[0])
                for child in children.read().split():
                    found += states(int(child))
        except EnvironmentError:        # it has ended meanwhile
            found.append('R')
    return found
