"""A server that is measured, and the load on it.

The rules of this file:
- a server runs in a session of its own, and is ended by the id of the process that was started, with all of the session;
- it ends by itself after a while, should nobody be left to end it;
- its CPU is that of all processes of its session, those that have ended included.
"""

import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time

import callgrind

HERE = os.path.dirname(os.path.abspath(__file__))
START_LIMIT = 60        # seconds


class Failed(Exception):
    """A server that did not start, or a load that did not end well."""


class Server(object):
    """A running server. Context manager: inside it serves at `address`. Raises Failed if it does not start.

    command: what starts it. folder: where its error output goes.
    """

    def __init__(self, command, folder):
        self._errors = tempfile.TemporaryFile(dir=folder)
        environment = dict(os.environ, PYTHONHASHSEED='0', PYTHONDONTWRITEBYTECODE='1')
        environment.pop('PYTHONUNBUFFERED', None)
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self._errors,
                                         env=environment, start_new_session=True)
        self.pid = self._process.pid
        self.address = None

    def __enter__(self):
        """Wait until it serves."""
        try:
            ready = select.select([self._process.stdout], [], [], START_LIMIT)[0]
            self.address = self._process.stdout.readline().decode().strip() if ready else None
            if not self.address:
                raise Failed(self.last_error() or 'it said nothing')
        except BaseException:       # interrupted as well: nobody else would end it
            self.stop()
            raise
        return self

    def last_error(self):
        """The last line that the server wrote to its error output."""
        self._errors.seek(0)
        lines = self._errors.read().decode('utf-8', 'replace').strip().splitlines()
        return lines[-1] if lines else ''

    def __exit__(self, *exc_info):
        self.stop()
        self._errors.close()

    def stop(self, first=signal.SIGKILL):
        """End all processes of the session; first: the signal that the one we started gets before. May be called twice."""
        if self._process.stdout.closed:
            return
        if first != signal.SIGKILL and self._process.poll() is None:
            self._process.send_signal(first)
            try:
                self._process.wait(START_LIMIT)
            except subprocess.TimeoutExpired:
                pass
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self._process.wait()
        self._process.stdout.close()

    def alive(self):
        return self._process.poll() is None

    def cpu(self):
        """Seconds of user and system CPU so far."""
        tick = os.sysconf('SC_CLK_TCK')
        total = 0
        for pid, fields in _session(self.pid):
            ended_children = (int(fields[13]) + int(fields[14])) / tick
            try:        # the clock of another process, as clock_getcpuclockid(3) makes it: finer than ticks
                total += ended_children + time.clock_gettime((~pid << 3) | 2)
            except OSError:
                total += ended_children
        return total

    def memory(self):
        """KiB of memory without files, which other servers share; what its processes share is counted once."""
        total = 0
        for pid, _ in _session(self.pid):
            try:
                with open('/proc/%d/smaps_rollup' % pid) as file:
                    total += sum(int(line.split()[1]) for line in file if line.startswith('Pss_Anon:'))
            except (OSError, ProcessLookupError):
                pass
        return total


def _session(leader):
    """(pid, fields of /proc/PID/stat after the name) of the processes in the session of leader."""
    for name in os.listdir('/proc'):
        if name.isdigit():
            try:
                with open('/proc/%s/stat' % name) as file:
                    fields = file.read().rpartition(')')[2].split()
            except (OSError, ProcessLookupError):
                continue
            if int(fields[3]) == leader:
                yield int(name), fields


def python_server(python, name, settings):
    """The command of an entry of servers.py."""
    return [python, os.path.join(HERE, 'servers.py'), name, json.dumps(settings)]


def load(program, address, mode, clients=1, seconds=None, requests=None, loops=None, limit=60, message=None, expected=None):
    """Run the load client; return what it says. One of seconds, requests, and loops, which is requests of each client.

    The latter two have limit seconds.
    """
    command = [program, '-c', str(clients), '-t', str(seconds or limit)]
    for option, value in (('-n', requests), ('-l', loops), ('-m', message), ('-x', expected)):
        command += [option, str(value)] if value else []
    try:
        run = subprocess.run(command + [mode, address], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             timeout=limit + (seconds or 0) + 30)
    except subprocess.TimeoutExpired:
        raise Failed('the load did not end')
    if run.returncode:
        raise Failed(run.stderr.decode().strip() or 'the load ended with status %d' % run.returncode)
    return json.loads(run.stdout.decode())


def sample(server, program, mode, **options):
    """One round of load on server: rate, p50_us, p99_us, max_us, errors, lost, cpu_us (of the server, a request)."""
    before = server.cpu()
    seen = load(program, server.address, mode, **options)
    used = server.cpu() - before
    if not server.alive():
        raise Failed('it ended: ' + server.last_error())
    found = {name: seen[name] for name in ('p50_us', 'p99_us', 'max_us', 'errors', 'lost')}
    found['rate'] = seen['requests'] / seen['seconds']
    found['cpu_us'] = 1e6 * used / seen['handled'] if seen['handled'] else None
    return found


class Held(object):
    """Connections that stay open. Context manager."""

    def __init__(self, program, address, count, limit=120):
        self._process = subprocess.Popen([program, '-c', str(count), '-t', str(limit), 'hold', address],
                                         stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        line = self._process.stdout.readline().decode()
        if line != 'held %d\n' % count:
            self.__exit__()
            raise Failed('%s of %d connections' % (line.strip() or 'none', count))

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


def instructions(command, program, mode, requests, **options):
    """Instructions a request: the difference of two runs, one with as many requests and one with twice as many.

    One after the other. Instructions are not time, but a server that asks for more finds it only if the client is back,
    and beside a second server that starts it often is not.
    """
    once, twice = [_counted(command, program, mode, times * requests, **options) for times in (1, 2)]
    return (twice - once) / requests


def _counted(command, program, mode, requests, **options):
    """The instructions of a server that handles so many requests, from its start to its end."""
    folder = tempfile.mkdtemp(prefix='bench-')
    try:
        with Server(callgrind.counted(command, folder), folder) as server:
            seen = load(program, server.address, mode, requests=requests, **options)
            if seen['handled'] != requests:
                raise Failed('%d of %d requests were handled' % (seen['handled'], requests))
            server.stop(signal.SIGTERM)
        count = callgrind.instructions(folder)
        if not count:
            raise Failed('valgrind did not count')
        return count
    finally:
        shutil.rmtree(folder, ignore_errors=True)
