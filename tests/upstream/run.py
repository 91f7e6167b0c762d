"""CPython's own tests of what uses socketserver, with compatsrv in the place of the native module.

Usage: python tests/upstream/run.py [MODULE ...]

Exit status 1 if a test fails that does not fail natively. The native module is asked only if there are failures.
It runs unittest, for regrtest skips the tests without its network resource. Everything is under
`if __name__ == '__main__'`, because forkserver imports this file again.
"""

from __future__ import print_function

import importlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import types
import unittest

MODULES = ['test_socketserver', 'test_httpservers', 'test_xmlrpc', 'test_docxmlrpc', 'test_wsgiref', 'test_logging']
# What tests the native source and not what it does.
EXEMPT = {
    'test.test_socketserver.SocketServerTest.test_InterruptServerSelectCall':
        'it counts the calls of select.select; compatsrv waits with poll()',
}
LIMIT = 600     # seconds for all tests in one place
NATIVE = 'SocketServer' if sys.version_info[0] == 2 else 'socketserver'


def substitute():
    """Put a module of compatsrv's classes into the place of the native one, under its name.

    test_all wants each class to say that it is from there, and __all__ to name what is.
    """
    import compatsrv
    module = types.ModuleType(NATIVE)
    vars(module).update({name: value for name, value in vars(compatsrv.native).items() if name not in ('__all__',)
                         and not isinstance(value, type(compatsrv.native.TCPServer))})
    module.__all__ = [name for name in compatsrv.__all__ if isinstance(getattr(compatsrv, name), type)]
    for name in module.__all__:
        cls = getattr(compatsrv, name)
        cls.__module__ = NATIVE
        setattr(module, name, cls)
    sys.modules[NATIVE] = module


class Result(unittest.TextTestResult):
    """Remembers what became of each test."""

    exempt = frozenset()

    def __init__(self, *args, **kwargs):
        super(Result, self).__init__(*args, **kwargs)
        self.outcomes = {}

    def startTest(self, test):
        super(Result, self).startTest(test)
        self.outcomes[test.id()] = 'ok'

    def addSkip(self, test, reason):
        super(Result, self).addSkip(test, reason)
        self.outcomes[test.id()] = 'skip'

    def addError(self, test, err):
        super(Result, self).addError(test, err)
        self.outcomes[test.id()] = 'fail'

    def addFailure(self, test, err):
        if test.id() in self.exempt:
            self.addExpectedFailure(test, err)
            self.outcomes[test.id()] = 'exempt'
            return
        super(Result, self).addFailure(test, err)
        self.outcomes[test.id()] = 'fail'

    def addSubTest(self, test, subtest, err):
        super(Result, self).addSubTest(test, subtest, err)
        if err is not None:
            self.outcomes[test.id()] = 'fail'


def run(role, path, modules):
    """In a process of its own: run the tests of the modules, and write {test id: 'ok', 'skip', 'exempt' or 'fail'} to path."""
    if role == 'compatsrv':
        substitute()
        Result.exempt = EXEMPT
    outcomes = {}
    for name in modules:
        try:
            suite = unittest.defaultTestLoader.loadTestsFromModule(importlib.import_module('test.' + name))
        except (ImportError, unittest.SkipTest) as error:
            outcomes['test.' + name] = 'skip'
            sys.stderr.write('test.%s: %s\n' % (name, error))
            continue
        result = unittest.TextTestRunner(verbosity=0, resultclass=Result).run(suite)
        outcomes.update(result.outcomes)
    with open(path, 'w') as file:
        json.dump(outcomes, file, indent=1, sort_keys=True)


def outcomes(role, modules):
    """Run the tests in a process of its own and in a folder of its own: some write files. Return what became of each."""
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, 'outcomes.json')
    try:
        process = subprocess.Popen([sys.executable, '-W', 'ignore', os.path.abspath(__file__), '--run', role, path]
                                   + modules, cwd=folder)
        timer = threading.Timer(LIMIT, process.kill)
        timer.start()
        status = process.wait()
        timer.cancel()
        if not os.path.exists(path):
            sys.exit('upstream: the run with %s ended with status %d and no results' % (role, status))
        with open(path) as file:
            return json.load(file)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(modules):
    try:
        importlib.import_module('test.' + modules[0])
    except ImportError as error:    # Debian keeps them in a package of their own
        print('upstream: this Python comes without its tests: %s' % error)
        return 0
    except unittest.SkipTest:
        pass
    ours = outcomes('compatsrv', modules)
    failed = [test for test in sorted(ours) if ours[test] == 'fail']
    native = outcomes('native', modules) if failed else {}
    natively = [test for test in failed if native.get(test) == 'fail']
    exempt = [test for test in sorted(ours) if ours[test] == 'exempt']
    bad = [test for test in failed if test not in natively]
    for test in exempt:
        print('passed over %s: %s' % (test, EXEMPT[test]))
    for test in natively:
        print('passed over %s: it fails natively too' % test)
    for test in bad:
        print('FAILED %s' % test)
    skipped = sum(outcome == 'skip' for outcome in ours.values())
    print('upstream: %d passed, %d failed, %d skipped, %d passed over' % (
        len(ours) - len(failed) - skipped - len(exempt), len(bad), skipped, len(exempt) + len(natively)))
    return 1 if bad or len(ours) < 100 and modules == MODULES else 0


if __name__ == '__main__':
    if sys.argv[1:2] == ['--run']:
        run(sys.argv[2], sys.argv[3], sys.argv[4:])
    else:
        sys.exit(main(sys.argv[1:] or MODULES))
