"""The benchmark's command line: prepares, runs the scenarios, writes the results. Python 3.8 and above.

Run it by `sh ci/bench/run`, which makes the environment that it needs.
"""

from __future__ import print_function

import argparse
import json
import os
import platform
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import build
import goals
import interpreters
import page
import report
import running
import scenarios

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ROUNDS, SECONDS = 5, 0.35
QUICK_ROUNDS, QUICK_SECONDS = 2, 0.15
BUSY = 0.3          # the load that others make, by core, above which rates are in doubt
OTHERS = '''more, which this does not run: ci/bench/loop.py (shutdown, idle, exhausted, threads, memory),
ci/bench/import_cost.py, ci/bench/strings.py; each explains itself in its first lines'''


def parse(arguments):
    """The options; exit status 2 and a line on stderr for those that make no sense."""
    parser = argparse.ArgumentParser(prog='ci/bench/run', epilog=OTHERS,
                                     description='Native, compatsrv, its peers and its limits in turn, against one client.')
    parser.add_argument('--quick', action='store_true', help='the newest and the oldest Python, briefly: for a look')
    parser.add_argument('--only', action='append', metavar='NAME', help='a scenario; may be repeated')
    parser.add_argument('--python', action='append', metavar='X.Y', help='an interpreter; may be repeated')
    parser.add_argument('--rounds', type=int, metavar='N', help='turns of each server (%d)' % ROUNDS)
    parser.add_argument('--seconds', type=float, metavar='S', help='that a turn lasts (%s)' % SECONDS)
    parser.add_argument('--results', metavar='FOLDER', default=os.path.join(ROOT, 'results'),
                        help='for bench.json, bench.md, bench.svg (results)')
    parser.add_argument('--page', action='store_true', help='put the tables into docs/performance.md as well')
    parser.add_argument('--render', action='store_true', help='run nothing: report what bench.json has from an earlier run')
    parser.add_argument('--list', action='store_true', help='tell the scenarios and the interpreters')
    options = parser.parse_args(arguments)
    unknown = [name for name in options.only or [] if name not in scenarios.BY_NAME]
    if unknown:
        parser.error('there is no scenario %s; there are %s' % (unknown[0], ', '.join(scenario.name for scenario in scenarios.SCENARIOS)))
    if options.rounds is not None and options.rounds < 1:
        parser.error('--rounds has to be 1 or more')
    if options.seconds is not None and not 0.05 <= options.seconds <= 60:
        parser.error('--seconds has to be between 0.05 and 60')
    options.rounds = options.rounds or (QUICK_ROUNDS if options.quick else ROUNDS)
    options.seconds = options.seconds or (QUICK_SECONDS if options.quick else SECONDS)
    options.chosen = [scenario for scenario in scenarios.SCENARIOS
                      if (scenario.name in options.only if options.only else scenario.quick or not options.quick)]
    return options


def choose(found, options):
    """Those of {version: path} that are to run, and the versions that are not here; all are named if any is asked for."""
    if options.python:
        return ({version: path for version, path in found.items() if version in options.python},
                [version for version in options.python if version not in found])
    if options.quick:
        versions = sorted(found, key=interpreters.key)
        aims = [version for version in versions if version in goals.VERSIONS]
        return {version: found[version] for version in aims[:1] + aims[-1:] or versions[-1:]}, []
    return found, [version for version in goals.VERSIONS if version not in found]


def runs_on(scenario, python, pythons, named):
    """Does the scenario run on this interpreter? On all that are named; else on those that it is for, or the newest."""
    if named or scenario.where == scenarios.EVERYWHERE:
        return True
    wanted = [other for other in pythons if other.version in (scenario.where or goals.VERSIONS)]
    return python in (wanted or pythons[-1:])


def machine():
    """What the figures depend on."""
    with open('/proc/cpuinfo') as file:
        models = [line.split(':')[1].strip() for line in file if line.startswith('model name')]
    try:
        commit = subprocess.run(['git', 'describe', '--always', '--dirty'], stdout=subprocess.PIPE, cwd=ROOT,
                                stderr=subprocess.DEVNULL).stdout.decode().strip() or 'unknown'
    except OSError:
        commit = 'unknown'
    return {'cores': os.cpu_count(), 'processor': (models or [platform.machine()])[0], 'system': platform.release(),
            'commit': commit, 'date': time.strftime('%Y-%m-%d %H:%M')}


def run(options, pythons, records, tell):
    """Run the scenarios; add what they give to records as they go, for whoever interrupts this."""
    folder = tempfile.mkdtemp(prefix='bench-')
    try:
        programs = {name: build.program(name, folder) for name in ('load', 'epoll_server')}
        bench = running.Bench(programs, folder, options.rounds, options.seconds, options.quick, tell)
        for python in reversed(pythons):
            for scenario in options.chosen:
                if runs_on(scenario, python, pythons, options.python):
                    found = running.RUNNERS[scenario.runner](bench, scenario, python)
                    records += found
                    print(report.progress(scenario, python, found), flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write(path, text):
    """Replace the file: whoever reads it sees the old or the new one."""
    with open(path + '.new', 'w', encoding='utf-8') as file:
        file.write(text)
    os.replace(path + '.new', path)


def lacking():
    """What the machine lacks for any of this, or None."""
    if not hasattr(select, 'epoll'):
        return 'there is no epoll here, which the load client uses'
    if build.compiler() is None:
        return 'there is no C compiler here, which builds the load client (%s)' % ', '.join(build.candidates())
    return None


def main(arguments):
    options = parse(arguments)
    if options.render:
        tell_all(earlier(options.results), options)
        return 0
    paths, missing = choose(interpreters.find(), options)
    if options.list:
        for scenario in options.chosen:
            print('%-22s %s' % (scenario.name, scenario.title))
        print('Python: ' + ', '.join(paths))
        return 0
    if options.python and missing:
        print('ci/bench/run: there is no Python %s here' % ', '.join(missing), file=sys.stderr)
        return 2
    if lacking():
        print('ci/bench/run: skipped: ' + lacking())
        return 0
    return measured(options, paths, missing)


def measured(options, paths, missing):
    """Run all that is asked for, and report it; return the exit status. What was measured until Ctrl-C is reported too."""
    started, load = time.time(), os.getloadavg()[0]
    notes = ['Python %s is not here' % version for version in missing]
    notes += ['%s is no part of --quick' % scenario.name for scenario in scenarios.SCENARIOS
              if options.quick and scenario not in options.chosen and not options.only]

    def tell(note):
        notes.append(note)
        print('! ' + note, flush=True)

    # Servers and folders are put away when a signal ends the run.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *args: sys.exit('ci/bench/run: ended by a signal'))
    if load > BUSY * os.cpu_count():
        tell('This machine is busy (load %.1f): instructions hold, rates do not' % load)
    status, records = 0, []
    try:
        run(options, interpreters.prepare(paths, tell), records, tell)
    except KeyboardInterrupt:
        if not records:
            return 130
        tell('Interrupted: this is what was measured until then')
        status = 130
    except build.Failed as error:
        print('ci/bench/run: %s' % error, file=sys.stderr)
        return 1
    tell_all({'machine': dict(machine(), load=load, seconds=round(time.time() - started)), 'rounds': options.rounds,
              'seconds': options.seconds, 'notes': notes, 'records': records}, options)
    return status


def tell_all(results, options):
    """Judge the results, write the files, and show the goals."""
    results['goals'] = goals.judge(results['records'])
    os.makedirs(options.results, exist_ok=True)
    for name, text in report.files(results).items():
        write(os.path.join(options.results, name), text)
    if options.page:
        with open(page.PATH, encoding='utf-8') as file:
            text = file.read()
        write(page.PATH, page.replaced(text, page.tables(results)))
    print(report.goal_lines(results))
    print('\n%s: bench.md, bench.svg, bench.json; %d s' % (options.results, results['machine']['seconds']))


def earlier(folder):
    """The results of an earlier run; exit status 2 and a line on stderr if there are none."""
    path = os.path.join(folder, 'bench.json')
    try:
        with open(path) as file:
            return json.load(file)
    except (EnvironmentError, ValueError) as error:
        print('ci/bench/run: %s: no results: %s' % (path, error), file=sys.stderr)
        sys.exit(2)


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
