"""Processes under test: bounded in time, ended by the pid that was started."""

import os
import subprocess
import sys
import threading

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
