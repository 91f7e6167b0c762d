"""What CS122 tells, and what it says nothing of."""

import pytest

pytest.importorskip('fissix', reason='fissix, which reads Python 2, is not installed')

SOURCE = '''from os import *


def handle(self):
    from socket import *
    def inner():
        from . import *


class Handler:
    from types import *
    from struct import pack


if True:
    from sys import *
'''


@pytest.mark.parametrize('python2', ['', "print 'x'\n"])
def test_star_imports_in_functions_and_classes_are_told(python2):
    pytest.importorskip('importlib.metadata', reason='the migration kit is for Python 3.8 and newer')
    from compatsrv.migrate import check_source, migrate_source
    found = [finding for finding in check_source(SOURCE + python2) if finding.code == 'CS122']
    assert [finding.line for finding in found] == [5, 7, 11]
    assert 'from socket import *' in found[0].message and 'from . import *' in found[1].message
    assert 'import *' in migrate_source(SOURCE + python2, 'server.py').reason
