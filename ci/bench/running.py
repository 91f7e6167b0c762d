"""How scenarios are run. Each runner returns records, {'scenario', 'python', 'entry', 'size', and a list a figure}.

In all of them the servers take turns, round by round (A B C A B C ...), so that whatever else the machine does
meets all of them.
"""

import contextlib
import json
import os
import subprocess

import callgrind
import measure

REQUESTS, QUICK_REQUESTS, FORKED_REQUESTS = 1000, 300, 20      # counted by valgrind; and twice as many
WARM_UP = 0.1                           # seconds
LOOPED_ROUNDS = 3                       # of those that may take half a minute
QUICK_SIZE = 1000                       # connections, at most, and
QUICK_COUNTED = ('native', 'compatsrv')     # whose instructions are counted, with --quick
START_LIMIT = 120                       # seconds


class Bench(object):
    """A run: its programs, its pace, and what it left out.

    rounds, seconds: of each server in each scenario. quick: not more than a look. folder: for sockets and the
    output of servers. tell: called with a line about what is left out.
    """

    def __init__(self, programs, folder, rounds, seconds, quick, tell):
        self.programs, self.folder, self.rounds, self.seconds = programs, folder, rounds, seconds
        self.quick, self.tell = quick, tell
        self._work = {}
        self._sockets = 0

    def command(self, scenario, python, entry):
        """The command that starts the entry's server for the scenario."""
        settings = dict(scenario.settings, workload=scenario.workload)
        if scenario.workload == 'work':
            settings['work'] = self._calibrated(python)
        if settings.get('transport') == 'unix':
            self._sockets += 1
            settings['path'] = os.path.join(self.folder, '%d' % self._sockets)
        if entry == 'C epoll loop':
            where = 'unix:' + settings['path'] if 'path' in settings else 'tcp'
            return [self.programs['epoll_server'], 'lines' if scenario.workload == 'lines' else 'once', where, '600']
        return measure.python_server(python.path, entry, settings)

    def _calibrated(self, python):
        """The work that takes 2 ms on this interpreter: the same for all its servers."""
        if python.version not in self._work:
            self._work[python.version] = int(subprocess.check_output(
                [python.path, os.path.join(measure.HERE, 'servers.py'), 'calibrate'], timeout=START_LIMIT))
        return self._work[python.version]


def here(scenario, python):
    """The entries of the scenario that this interpreter can run."""
    return [entry for entry in scenario.entries if entry in python.entries or entry == 'C epoll loop']


def record(scenario, python, entry, size=None):
    return {'scenario': scenario.name, 'python': python.version, 'entry': entry, 'size': size}


def add(found, seen, per=1):
    """Put the figures of a round into a record."""
    for name, value in seen.items():
        if name == 'rate':
            value *= per
        elif name == 'cpu_us' and value is not None:
            value /= per
        found.setdefault(name, []).append(value)


def options(bench, scenario):
    """What the load client is asked for."""
    return {'clients': scenario.clients, 'message': scenario.message, 'expected': scenario.expected,
            'loops': scenario.loops, 'seconds': None if scenario.loops else bench.seconds * scenario.longer}


@contextlib.contextmanager
def servers(bench, scenario, python):
    """Start the scenario's servers; give {entry: server}. Those that do not start are told of and left out."""
    with contextlib.ExitStack() as stack:
        starting = {}
        for entry in here(scenario, python):
            starting[entry] = measure.Server(bench.command(scenario, python, entry), bench.folder)
            stack.push(starting[entry])     # it is ended, whatever comes
        running = {}
        for entry, server in starting.items():
            try:
                running[entry] = server.__enter__()
            except measure.Failed as error:
                bench.tell('%s, Python %s: %s is left out: %s' % (scenario.name, python.version, entry, error))
        yield running


def leave_out(bench, scenario, python, entry, running, error):
    """Tell of a server that failed in a round, and give it no further turn."""
    bench.tell('%s, Python %s: %s fails: %s' % (scenario.name, python.version, entry, error))
    running.pop(entry)


def rates(bench, scenario, python):
    """Requests a second, percentiles and CPU."""
    found = {}
    with servers(bench, scenario, python) as running:
        rounds = min(bench.rounds, LOOPED_ROUNDS) if scenario.loops else bench.rounds
        for number in range(-1, rounds):        # one to warm up
            for entry, server in list(running.items()):
                load = options(bench, scenario)
                if number < 0:
                    load.update(seconds=WARM_UP, loops=None)
                try:
                    seen = measure.sample(server, bench.programs['load'], scenario.mode, **load)
                except measure.Failed as error:
                    leave_out(bench, scenario, python, entry, running, error)
                    found.pop(entry, None)
                    continue
                if number >= 0:
                    add(found.setdefault(entry, record(scenario, python, entry)), seen, scenario.per)
    return list(found.values())


def live(bench, scenario, python):
    """The same for one client while other connections are open and quiet, and the memory that they take."""
    found = {}
    held = 0
    with contextlib.ExitStack() as stack:
        running = stack.enter_context(servers(bench, scenario, python))
        for size in [size for size in scenario.sizes if size <= QUICK_SIZE or not bench.quick]:
            for entry, server in list(running.items()):
                try:
                    stack.enter_context(measure.Held(bench.programs['load'], server.address, size - held))
                except measure.Failed as error:
                    leave_out(bench, scenario, python, entry, running, error)
                    continue
                found[entry, size] = record(scenario, python, entry, size)
                found[entry, size]['memory_kib'] = [server.memory()]
            held = size
            for _ in range(bench.rounds):
                for entry, server in list(running.items()):
                    try:
                        seen = measure.sample(server, bench.programs['load'], scenario.mode, **options(bench, scenario))
                    except measure.Failed as error:
                        leave_out(bench, scenario, python, entry, running, error)
                        found.pop((entry, size))
                        continue
                    add(found[entry, size], seen)
    return list(found.values())


def thread_starts(bench, scenario, python):
    """CPU of starting a thread; the modules in turn, in processes of their own."""
    native = 'SocketServer' if python.version.startswith('2') else 'socketserver'
    found = {}
    for _ in range(bench.rounds):
        for entry in here(scenario, python):
            module = 'compatsrv' if entry.startswith('compatsrv') else native
            out = subprocess.check_output([python.path, os.path.join(measure.HERE, 'thread_start.py'), module, '5'],
                                          timeout=START_LIMIT)
            costs = sorted(json.loads(out.decode()))
            add(found.setdefault(entry, record(scenario, python, entry)), {'cpu_us': costs[len(costs) // 2]})
    return list(found.values())


def instructions(bench, scenario, python):
    """Instructions a request. They are the same each time: one round."""
    if not callgrind.available():
        bench.tell('%s is left out: there is no valgrind here' % scenario.name)
        return []
    found = []
    for entry in here(scenario, python):
        if bench.quick and entry not in QUICK_COUNTED:
            continue
        requests = FORKED_REQUESTS if entry.endswith('forks') else QUICK_REQUESTS if bench.quick else REQUESTS
        try:
            count = measure.instructions(bench.command(scenario, python, entry), bench.programs['load'], scenario.mode,
                                         requests, clients=scenario.clients, message=scenario.message)
        except measure.Failed as error:
            bench.tell('%s, Python %s: %s fails: %s' % (scenario.name, python.version, entry, error))
            continue
        found.append(dict(record(scenario, python, entry), instructions=[count]))
    return found


RUNNERS = {'rates': rates, 'live': live, 'thread_starts': thread_starts, 'instructions': instructions}
