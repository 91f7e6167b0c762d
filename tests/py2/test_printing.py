"""print() of py2 writes what the statement writes: the words of `expected` were printed by 2.7."""

from __future__ import print_function

import io
import sys

import pytest

import processes
import python27
from compatsrv import py2
from compatsrv._strings import n

PROGRAM = r'''
import sys
print 'a', 1, None
print 'a',
print 'b'
print 'x\n',
print 'y\t', 'z'
print '', 'e'
print
print 'end',
print >>sys.stdout, ['caf\xe9'], 'caf\xe9 \xff'
'''


def program(print):
    print('a', 1, None)
    print('a', end=' ')
    print('b')
    print('x\n', end=' ')
    print('y\t', 'z')
    print('', 'e')
    print()
    print('end', end=' ')
    print([n(b'caf\xe9')], n(b'caf\xe9 \xff'), file=sys.stdout)


def test_prints_as_the_statement(tmpdir):
    python = python27.find()
    if python is None:
        pytest.skip('there is no python2.7 to give the reference')
    script = tmpdir.join('script.py')
    script.write(PROGRAM)
    out = processes.output(processes.start(script, python=python))[0]
    assert printed(program) == out


def printed(run, encoding='utf-8'):
    """What run(print) writes to the standard output."""
    raw, stdout = io.BytesIO(), sys.stdout
    if str is bytes:
        import StringIO
        raw = sys.stdout = StringIO.StringIO()
    else:
        sys.stdout = io.TextIOWrapper(raw, encoding)
    try:
        run(py2.print)
        sys.stdout.flush()
        return raw.getvalue()
    finally:
        sys.stdout = stdout


@pytest.mark.skipif(str is bytes, reason='str is bytes: all is written as it is')
def test_what_cannot_be_encoded_is_no_error():
    assert printed(lambda print: print(u'\u20ac', u'\xe9'), 'ascii') == b'\\u20ac \\xe9\n'
    assert printed(lambda print: print(n(b'\xe9'))) == b'\xe9\n'
    assert printed(lambda print: print('%s %s' % (n(b'\xc3\xa9'), 1))) == b'\xc3\xa9 1\n'
    assert printed(lambda print: print(u'\xe9')) == u'\xe9\n'.encode('utf-8')
    assert printed(lambda print: print(b'\xff')) == b'\xff\n'


def test_other_files(tmpdir):
    with py2.open(str(tmpdir.join('file')), 'w') as file:
        py2.print('a', n(b'\xe9'), end=' ', file=file)
        py2.print('%s-%s' % (n(b'\xff'), 1), file=file)
    assert tmpdir.join('file').read('rb') == b'a \xe9 \xff-1\n'
