# -*- coding: utf-8 -*-
# -*- coding: utf-8 -*-
"""Python 2 source as an ast: what 2.7's own parser sees, at the same places."""

import ast
import glob
import io
import json
import os

import pytest

import labels
import processes
import python27

pytest.importorskip('importlib.metadata', reason='the migration kit is for Python 3.8 and newer')
pytest.importorskip('fissix', reason='fissix, which reads Python 2, is not installed')

# Prints the names of each file with their places, as 2.7's ast has them.
LIST = r'''
import ast, json, sys
for path in sys.argv[1:]:
    tree = ast.parse(open(path).read())
    print(json.dumps(sorted([node.lineno, node.col_offset, node.id] for node in ast.walk(tree) if isinstance(node, ast.Name))))
'''
SYNTAX = r'''# -*- coding: utf-8 -*-
print
print "a", b,
print >>f, "x" % y
print ("a"), b
try:
    pass
except E, e:
    pass
except E, (n, m):
    pass
except (A, B), self.x: print `e`, `1, 2`, e
if a: raise E, m
if a: raise E, "m" % x, tb
exec "x" in g, h
exec code
x = 0777 + 10L + 0xFFl + y
def f(a=1, (b, c)=(1, 2), d=None, ((p, q,),)=e): async = b; return lambda (p, q): p + async
s = '\u12' + ur"abc\d" + z; u = 'a' b'b' + z
if a <> b: z = b"é" + c
l = [k for k in 1, 2 if k] + d
y = "é" "x" + data.recv(); w = "é" + v
print "é", z.recv(1), """a
b\N""", q(r)
def g(await): pass
'''
# Other spellings of the same: what 2.7 has a node for that is no name, or the other way round.
SPELT = {'print', 'print__to', 'repr', 'exec', 'True', 'False', 'None', 'target__'}


def programs():
    folder = os.path.dirname(os.path.abspath(__file__))
    return labels.sources('hazards') + sorted(glob.glob(os.path.join(folder, 'servers', '*.py')))


def names(data, path):
    """([line, column in bytes, name] of all names, as the checks see them; the lines)"""
    from compatsrv.migrate.module import Module
    module = Module(data, path)
    lines, found = module.lines, []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name):
            line, column = module.place(node)
            before = lines[line - 1][:column]
            name = {'asynC': 'async', 'awaiT': 'await', 'nonlocaL': 'nonlocal'}.get(node.id, node.id)
            found.append([line, len(before.encode(module.source.encoding)), name])
    return sorted(found), lines


def without_spelt(found):
    return [name for name in found if name[2] not in SPELT]


@pytest.fixture(scope='module')
def reference():
    python = python27.find()
    if python is None:
        pytest.skip('there is no python2.7 to compare with')
    return lambda *paths: [json.loads(line) for line in processes.run('-c', LIST, *paths, python=python)[1].splitlines()]


def test_names_stand_where_they_stand_for_python2(reference, tmpdir):
    path = tmpdir.join('syntax.py')
    path.write_binary(SYNTAX.encode('utf-8'))
    found = without_spelt(names(path.read_binary(), str(path))[0])
    expected = without_spelt(reference(str(path))[0])
    # In 3 parameters, exceptions and the parts of tuple parameters are no names.
    missing = [name for name in expected if name not in found]
    assert [name for name in found if name not in expected] == []
    assert {name[2] for name in missing} <= {'a', 'b', 'c', 'd', 'p', 'q', 'e', 'n', 'm', 'self', 'await'}


def test_names_of_whole_programs(reference):
    paths = programs()
    assert len(paths) > 30
    for path, expected in zip(paths, reference(*paths)):
        with io.open(path, 'rb') as file:
            found, lines = names(file.read(), path)
        found = without_spelt(found)
        assert [name for name in found if name not in expected] == [], path
        missing = [name for name in expected if name not in found and name[2] not in SPELT]
        # All else is parameters and the names of exceptions.
        for line, column, name in missing:
            source = lines[line - 1]
            assert 'def ' in source or 'except' in source or 'lambda' in source, (path, line, name)


def test_a_statement_that_cannot_be_spelt_is_told_and_the_rest_is_checked(monkeypatch):
    from compatsrv.migrate import check_source, spelling
    monkeypatch.setitem(spelling.RENAMED, 'broken', '= =')
    text = ('import SocketServer\n'
            'x = [\n'
            '    broken]\n'
            'class H(SocketServer.StreamRequestHandler):\n'
            '    def handle(self):\n'
            '        print self.rfile.read()\n')
    found = [(finding.line, finding.code) for finding in check_source(text, 'x.py') if finding.code > 'CS2']
    assert found == [(2, 'CS299'), (6, 'CS206')]


def test_lines_are_those_of_the_file_when_a_coding_line_was_missing():
    data = u'# caf\xe9\nimport SocketServer\nclass H(SocketServer.StreamRequestHandler):\n    def handle(self):\n' \
           u'        print self.rfile.read()\n'.encode('latin-1')
    from compatsrv.migrate import check_source
    found = [finding for finding in check_source(data, 'x.py') if finding.code == 'CS206']
    assert [(finding.line, finding.col) for finding in found] == [(5, 9)]
    assert 'line 5' in found[0].message


def test_tabs_as_python2_reads_them():
    data = b'import SocketServer\nclass H(SocketServer.StreamRequestHandler):\n    def handle(self):\n' \
           b'        if 1:\n\t    print self.rfile.read()\n'
    from compatsrv.migrate import check_source
    found = [finding for finding in check_source(data, 'x.py') if finding.code == 'CS206']
    assert [(finding.line, finding.col) for finding in found] == [(5, 6)]
