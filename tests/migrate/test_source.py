"""Bytes to text and back, without loss; what cannot be read is told with its place."""

# ruff: noqa: E402
import ast
import glob
import os
import re

import pytest

pytest.importorskip('fissix')
pytest.importorskip('libmodernize')

from compatsrv.migrate import Unreadable, check_source, migrate_source
from compatsrv.migrate.module import Module
from compatsrv.migrate.source import Source

NOTHING_TO_DO = [
    b'', b'\n', b'#', b'# comment', b'\xef\xbb\xbfx = 1\n', b'x = 1\r\ny = 2\r\n', b'x = 1\ry = 2\r', b'x = 1\r\ny = 2\nz = 3\r\n\r\n',
    b'x = 1', b'x = """a\r\nb\nc"""', b'# -*- coding: latin-1 -*-\nx = 1     # \xe9\n', b'#!/usr/bin/python\n# vim: set fileencoding=utf-8 :\n',
    b'\x0cx = 1\n', b'if x:\n\ty = 1   \n\n\n    # odd\n', b'if x:\n\tif y:\n\t\tz\n', b'x = (1,\n  \t  2)\n', b'x = 1 \\\n  + 2\n',
    b'# coding: koi8-r\n# \xd0\xd2\xc9\xd7\xc5\xd4\n', b'# coding: cp1252\nx = 1  # \x80\n',
]


@pytest.mark.parametrize('data', NOTHING_TO_DO)
def test_exact_round_trip(data):
    module = Module(data, 'a.py')
    assert module.source.to_bytes(module.text) == data
    assert str(module.root) == module.text
    assert migrate_source(data).new == data


@pytest.mark.parametrize('end', [b'\n', b'\r\n', b'\r'])
def test_line_ends_are_kept(end):
    data = end.join([b'import SocketServer', b'text = """a', b'b"""', b'print text', b''])
    lines = migrate_source(data).new.split(end)
    assert b'import compatsrv as SocketServer' in lines and b'text = """a' in lines and lines[-1] == b''
    assert not any(b'\n' in line or b'\r' in line for line in lines)


def test_mixed_line_ends_are_kept_line_by_line():
    new = migrate_source(b'import SocketServer\r\nx = 1\ny = 2\r\nprint x\n').new
    assert b'x = 1\ny = 2\r\n' in new and b'import compatsrv as SocketServer\r\n' in new


def test_a_missing_end_of_line_is_kept():
    assert migrate_source(b'import SocketServer').new == b'import compatsrv as SocketServer'


@pytest.mark.parametrize('encoding', ['utf-8', 'latin-1', 'cp1252', 'iso8859-15'])
def test_encodings_are_kept(encoding):
    line = u'# caf\xe9\nimport SocketServer\n'.encode(encoding)
    data = b'# -*- coding: ' + encoding.encode('ascii') + b' -*-\n' + line
    assert migrate_source(data).new == data.replace(b'import', b'import compatsrv as')


def test_a_mark_is_kept():
    assert migrate_source(b'\xef\xbb\xbfimport SocketServer\n').new == b'\xef\xbb\xbfimport compatsrv as SocketServer\n'


def test_literals_are_the_bytes_of_the_file():
    assert b"x = '\\xe9'" in migrate_source(b"# coding: latin-1\nimport SocketServer\nx = '\xe9'\n").new
    assert b"x = '\\xc3\\xa9'" in migrate_source(b"# coding: utf-8\nimport SocketServer\nx = '\xc3\xa9'\n").new
    assert b"x = u'\xc3\xa9'" in migrate_source(b"# coding: utf-8\nimport SocketServer\nx = u'\xc3\xa9'\n").new


@pytest.mark.parametrize('data, encoding, line', [
    (b'# coding: utf-8\nprint "\xe9"\n', 'latin-1', 1),
    (b'#!/usr/bin/python\n# -*- coding: no-such -*-\nprint "\xc3\xa9"\n', 'utf-8', 2),
    (b'print "\xe9"\n', 'latin-1', 1),
    (b'# coding: hex\nprint 1\n', 'utf-8', 1),
    (b'\xef\xbb\xbf# coding: utf8\nprint 1\n', 'utf-8', 1),
    (b'\xef\xbb\xbfprint "\xe9"\n', 'latin-1', 1),
])
def test_a_coding_line_that_lies_is_mended(data, encoding, line):
    source = Source(data)
    assert source.encoding == encoding and [repair.line for repair in source.repairs] == [line]
    new = migrate_source(data).new
    assert ('coding: ' + encoding).encode('ascii') in b'\n'.join(new.split(b'\n')[:2])
    compile(new, 'a.py', 'exec')
    assert migrate_source(new).new == new


@pytest.mark.parametrize('data, place, word', [
    (b'x = 1\ny\0 = 2\n', (2, 2), 'null'),
    (b'\xff\xfex\0', (0, 0), 'UTF-16'),
    (b'x = 1\nx = = 2\n', (2, 5), "'='"),
    (b'def f(:\n', (1, 7), "':'"),
    (b'if x:\nprint 1\n', (2, 1), 'Python'),
    (b'if x:\n        y\n   z\n', (3, 1), 'indent'),
    (b'x = """abc\n', (1, 5), 'EOF'),
    (b'x = (1,\n', (2, 1), 'EOF'),
    (b'<html><body>no Python</body></html>\n', (1, 1), "'<'"),
    (b'import os\nfrom __future__ import *\nprint 1\n', (2, 1), '__future__'),
    ('y =\u00b22\n'.encode('utf-8'), (1, 4), 'no Python'),
])
def test_what_is_no_python_is_told_with_its_place(data, place, word):
    for function in (check_source, migrate_source):
        with pytest.raises(Unreadable) as caught:
            function(data, 'a.py')
        error = caught.value
        assert word in str(error) and '\n' not in str(error) and str(error).startswith('a.py')
        assert error.line == place[0] and (not place[1] or error.col >= 1)


def test_what_python_3_reads_and_does_not_compile_is_told():
    data = b'def f():\n    from os.path import *\n    return join\n'
    result = migrate_source(data)
    assert result.new == data
    assert re.search(r'line [12]: import \*', result.reason)      # up to 3.9 it is the function's line


def test_deep_nesting_is_told():
    data = b'x = ' + b'(' * 5000 + b'1' + b')' * 5000 + b'\nprint 1\n'
    try:
        result = migrate_source(data)
    except Unreadable as error:
        said = str(error)
    else:
        said = result.reason
        assert result.new == data
    assert 'deep' in said or 'nested' in said


@pytest.mark.parametrize('text', [
    'match x:\n    case 1: pass\n', 'async def f():\n    await g()\n', 'def f(x: int) -> str: ...\n', 'print(f"{x}")\n',
    'import socketserver\n', 'def f(*, a): pass\n', 'with (open("a") as f, open("b") as g): pass\n',
])
def test_python_3_is_left_as_it_is(text):
    try:
        compile(text, 'a.py', 'exec', ast.PyCF_ONLY_AST)
    except SyntaxError:
        pytest.skip('this Python cannot read that itself')
    result = migrate_source(text.encode('ascii'))
    assert result.python == 3 and not result.changed


def test_text_may_be_given():
    new = migrate_source('# coding: utf-8\nimport SocketServer\n# \u20ac\n').new
    assert new == '# coding: utf-8\nimport compatsrv as SocketServer\n# \u20ac\n'.encode('utf-8')
    assert migrate_source('# coding: latin-1\nx = 1  # \xe9\n').new == b'# coding: latin-1\nx = 1  # \xe9\n'


def test_tabs_are_read_as_python_2_reads_them():
    data = b'if 1:\n        if 0:\n\t\tx = """\n\ta"""\n\tprint 2\n'
    new = migrate_source(data).new
    compile(new, 'a.py', 'exec')
    assert b'\n\ta"""' in new       # within a string


def test_consistent_tabs_stay():
    data = b'if 1:\n\tif 0:\n\t\tx = 1\n'
    assert migrate_source(data).new == data


def test_what_bytes_make_of_the_servers():
    """With --strings bytes each is rewritten too, also those with mended tabs and a second round."""
    for path in sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'servers', '*.py'))):
        with open(path, 'rb') as file:
            result = migrate_source(file.read(), os.path.basename(path), strings='bytes')
        assert (result.reason, result.changed) == (None, True), path
        assert not migrate_source(result.new, os.path.basename(path), strings='bytes').changed, path


def test_range_gives_a_list_where_one_is_wanted():
    new = migrate_source(b'print range(5) + [1]\nfor x in range(3):\n    print x\n').new
    assert b'print(list(range(5)) + [1])\nfor x in range(3):\n' in new
