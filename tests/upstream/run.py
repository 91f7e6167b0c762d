"""Run CPython's own tests of what uses socketserver, natively or with compatsrv in its place.

Usage: python tests/upstream/run.py native|compatsrv RESULT.json

RESULT.json gets {test id: 'ok', 'skip', 'fail'}; test_upstream.py compares two of them. With unittest, for regrtest
skips the tests without its network resource. Everything is under `if __name__ == '__main__'`, because forkserver
imports this file again.
"""

import importlib
import json
import sys
import types
import unittest

MODULES = ['test_socketserver', 'test_httpservers', 'test_xmlrpc', 'test_docxmlrpc', 'test_wsgiref', 'test_logging']
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
        super(Result, self).addFailure(test, err)
        self.outcomes[test.id()] = 'fail'

    def addSubTest(self, test, subtest, err):
        super(Result, self).addSubTest(test, subtest, err)
        if err is not None:
            self.outcomes[test.id()] = 'fail'


def main(role, path):
    if role == 'compatsrv':
        substitute()
    outcomes = {}
    for name in MODULES:
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


if __name__ == '__main__':
    main(*sys.argv[1:])
