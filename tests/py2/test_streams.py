"""The standard streams take and give native strings in every locale: what is written is what 2.7 writes."""

import sys

import pytest

import processes
from compatsrv import py2
from compatsrv.py2 import memory

PROGRAM = r'''
import sys
from compatsrv import n, py2
data = n(b'caf\xe9\n')
sys.stdout.write('first\n')
py2.write(sys.stdout, data)
py2.write(sys.stdout, data.upper(), n('%s and %s\n') % (n(b'\xc3\xa9'), n(b'\xff')))
out = py2.stream(sys.stdout)
out.write(data)
out.writelines([data, 'x\n'])
if out is not sys.stdout:
    out.close()
sys.stdout.write('last\n')
assert out == sys.stdout and out.fileno() == 1
py2.write(sys.stderr, data)
py2.stream(sys.stderr).write(data)
assert py2.stdin().readline() == 'a\xe9\n'
for line in py2.stdin():
    py2.write(sys.stdout, line)
'''
WRITTEN = b'first\ncaf\xe9\nCAF\xe9\n\xc3\xa9 and \xff\ncaf\xe9\ncaf\xe9\nx\nlast\n\xc3\xa9\n\xff'


@pytest.mark.parametrize('changes', [{}, {'LC_ALL': 'C'}, {'LC_ALL': 'C.UTF-8'}, {'PYTHONIOENCODING': 'utf-8'}])
def test_standard_streams(changes):
    process = processes.start('-c', PROGRAM, env=processes.environment(**changes))
    out, err = process.communicate(b'a\xe9\n\xc3\xa9\n\xff')
    assert (process.returncode, err) == (0, b'caf\xe9\ncaf\xe9\n')
    assert out == WRITTEN


def test_other_files_in_their_place(monkeypatch):
    file = memory.StringIO('a\n')
    monkeypatch.setattr(sys, 'stdin', file)
    assert py2.stdin().readline() == 'a\n' and py2.stream(file) is file
    py2.write(file, 'b', 'c')
    assert file.getvalue() == 'a\nbc'
