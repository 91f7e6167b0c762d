"""The pytest plugin: runs the cases against a module, compares with what is expected, writes the results.

It is an entry point, and so part of every pytest session where compatsrv is
installed: without --server-module it does nothing but refuse to run cases.
"""

import datetime
import fnmatch
import importlib
import os
import platform
import sys
import time

import pytest

from compatsrv.conformance import expectations, results
from compatsrv.conformance.cases import LIMIT, Mismatch, Task

NAMES = ['BaseServer', 'TCPServer', 'UDPServer', 'ThreadingMixIn', 'ThreadingTCPServer', 'ThreadingUDPServer',
         'BaseRequestHandler', 'StreamRequestHandler', 'DatagramRequestHandler']
UNIX_NAMES = ['UnixStreamServer', 'UnixDatagramServer', 'ThreadingUnixStreamServer', 'ThreadingUnixDatagramServer']
FORK_NAMES = ['ForkingMixIn', 'ForkingTCPServer', 'ForkingUDPServer']

# What pytest and Python warn of, and what is meant in some cases: children of a program with threads, errors in threads.
WANTED = ['.* is multi-threaded, use of fork', 'Exception in thread']


def pytest_addoption(parser):
    group = parser.getgroup('compatsrv', 'conformance suite of compatsrv')
    group.addoption('--server-module', metavar='NAME', help='judge this module, such as socketserver or compatsrv')
    group.addoption('--results', metavar='FILE', help='write the results to FILE, as JSON')
    group.addoption('--case', metavar='GLOB', action='append', default=[],
                    help='run only the cases whose id matches, such as "streams/*"; may be repeated')
    group.addoption('--expectations', metavar='FILE',
                    help='what the module is known to fail; given by itself for the native module')
    group.addoption('--case-limit', metavar='SECONDS', type=float, default=LIMIT,
                    help='a case that takes longer fails (default: %(default)g)')


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config):
    name = config.getoption('--server-module')
    if name is None:
        return None
    try:
        suite = Suite(config, name)
    except (SuiteError, expectations.ExpectationError) as error:
        sys.stderr.write('compatsrv.conformance: %s\n' % error)
        return 2
    config.pluginmanager.register(suite, 'compatsrv-suite')
    return None


def pytest_collection_modifyitems(config, items):
    if config.getoption('--server-module') is None and any(_case(item) for item in items):
        sys.stderr.write('compatsrv.conformance: say which module to judge, such as --server-module socketserver\n')
        pytest.exit('no module', returncode=2)


@pytest.fixture
def kit(request):
    """The harness of one case; see compatsrv.conformance.harness.Kit."""
    from compatsrv.conformance.harness import Kit
    kit = Kit(request.config.pluginmanager.get_plugin('compatsrv-suite').module)
    yield kit
    kit.close()


class SuiteError(Exception):
    """The suite cannot run as asked."""


def _case(item):
    return getattr(getattr(item, 'function', None), 'case', None)


def import_module(name):
    """Import the module to judge. Raises SuiteError if that fails or it lacks names."""
    try:
        module = importlib.import_module(name)
    except Exception as error:
        raise SuiteError('--server-module %s: cannot import it: %s: %s' % (name, type(error).__name__, error))
    import socket
    names = NAMES + UNIX_NAMES * hasattr(socket, 'AF_UNIX') + FORK_NAMES * hasattr(os, 'fork')
    missing = [n for n in names if not hasattr(module, n)]
    if missing:
        raise SuiteError('--server-module %s: it has no %s' % (name, ', '.join(missing)))
    return module


def role(name):
    """'native' for the interpreter's own module, 'compatsrv', or 'other'."""
    if name in ('socketserver', 'SocketServer'):
        return 'native'
    return 'compatsrv' if name == 'compatsrv' else 'other'


class Suite(object):
    """One run against one module."""

    def __init__(self, config, name):
        self.name = name
        self.module = import_module(name)
        self.role = role(name)
        self.path = config.getoption('--results')
        self.limit = config.getoption('--case-limit')
        self.globs = config.getoption('--case')
        if self.path:
            try:
                results.make_writable(self.path)
            except EnvironmentError as error:
                raise SuiteError('--results %s: %s' % (self.path, error.strerror))
        file = config.getoption('--expectations') or (expectations.NATIVE if self.role == 'native' else None)
        self.known = expectations.load(file, sys.version_info[:3]) if file else {}
        self.started = time.time()
        self.cases = {}
        self.missing = {}

    def pytest_report_header(self):
        return 'server module: %s, %d cases known to fail' % (self.name, len(self.known))

    def pytest_collection_modifyitems(self, config, items):
        from compatsrv.conformance import capabilities
        self.missing = capabilities.lacking()
        chosen = [item for item in items if not _case(item) or self._wanted(_case(item))]
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        items[:] = chosen
        if self.globs and not any(_case(item) for item in items):
            sys.stderr.write('compatsrv.conformance: --case %s: no case has such an id\n' % ' '.join(self.globs))
            pytest.exit('no case', returncode=2)
        for item in items:
            for message in WANTED:
                item.add_marker(pytest.mark.filterwarnings('ignore:' + message))
            reasons = [self.missing[need] for need in (_case(item).needs if _case(item) else ()) if need in self.missing]
            if reasons:
                item.add_marker(pytest.mark.skip(reason='; '.join(reasons)))

    def _wanted(self, case):
        return not self.globs or any(fnmatch.fnmatch(case.id, glob) for glob in self.globs)

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem):
        case = _case(pyfuncitem)
        if case is None:
            return None
        names = pyfuncitem._fixtureinfo.argnames
        task = Task(case.id, pyfuncitem.obj, **{name: pyfuncitem.funcargs[name] for name in names})
        task.result(min(case.limit, self.limit) if self.limit != LIMIT else case.limit)
        return True

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item, call):
        report = (yield).get_result()
        case = _case(item)
        if case is None or (report.when != 'call' and report.passed):
            return
        known = self.known.get(case.id)
        entry = self._entry(case, report, call, known)
        self.cases[case.id] = entry
        if entry['outcome'] == 'fail' and known:
            report.outcome, report.wasxfail = 'skipped', known
        elif entry['outcome'] == 'pass' and known:
            report.outcome = 'failed'
            report.longrepr = _headed(case, 'passes, although it is expected to fail: %s\n'
                                            'If that is right, take it out of the expectations.' % known)
        elif entry['outcome'] == 'fail':
            report.longrepr = _headed(case, _told(entry))

    def _entry(self, case, report, call, known):
        outcome = 'skip' if report.skipped else 'pass' if report.passed else 'fail'
        entry = {'id': case.id, 'area': case.area, 'requirement': case.requirement, 'reference': case.reference,
                 'outcome': outcome, 'expected': 'fail' if known else 'pass', 'reason': known or '',
                 'wanted': '', 'seen': '', 'detail': '', 'seconds': round(getattr(report, 'duration', 0), 3)}
        if outcome == 'skip':
            entry['reason'] = '; '.join(self.missing[need] for need in case.needs if need in self.missing)
        elif outcome == 'fail':
            error = call.excinfo.value
            entry['detail'] = str(report.longrepr)
            if isinstance(error, Mismatch):
                entry['wanted'], entry['seen'] = error.wanted, error.seen
            else:
                entry['wanted'] = case.requirement
                entry['seen'] = '%s: %s' % (type(error).__name__, error)
        return entry

    def pytest_sessionfinish(self, session):
        if not self.path:
            return
        version = tuple(sys.version_info[:2])
        run = {'implementation': platform.python_implementation(), 'version': platform.python_version(),
               'platform': platform.platform(), 'pytest': pytest.__version__, 'suite': _suite_version(),
               'started': datetime.datetime.utcfromtimestamp(int(self.started)).isoformat() + 'Z'
               if not hasattr(datetime, 'UTC')
               else datetime.datetime.fromtimestamp(int(self.started), datetime.UTC).isoformat(),
               'seconds': round(time.time() - self.started, 1)}
        from compatsrv.conformance import capabilities
        results.save(self.path, {
            'module': self.name, 'role': self.role, 'run': run,
            'environment': os.environ.get('TOX_ENV_NAME') or 'py%d%d' % version,
            'capabilities': {name: name not in self.missing for name in capabilities.PROBES},
            'cases': [self.cases[id] for id in sorted(self.cases)]})


def _suite_version():
    import compatsrv
    return compatsrv.__version__


def _headed(case, text):
    return '%s\n  %s\n  (%s)\n\n%s' % (case.id, case.requirement, case.reference, text)


def _told(entry):
    return '  wanted  %s\n  seen    %s\n\n%s' % (entry['wanted'], entry['seen'], entry['detail'])
