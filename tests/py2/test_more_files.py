"""Temporary files, gzip and os.fdopen() with native strings, and the default encoding: on 2.7 all are its own."""

import os
import sys

import pytest

from compatsrv import py2
from compatsrv._strings import b, n
from compatsrv.py2 import gzips, memory, temporaries

DATA = n(b'caf\xe9\n\xff\x00')


@pytest.mark.parametrize('name', ['NamedTemporaryFile', 'TemporaryFile', 'SpooledTemporaryFile'])
def test_temporary_files(name):
    with getattr(temporaries, name)() as file:
        file.write(DATA)
        file.flush()
        if name == 'NamedTemporaryFile':
            assert os.path.getsize(file.name) == len(DATA)
        file.seek(0)
        assert file.readline() == 'caf\xe9\n' and file.read() == '\xff\x00'


def test_gzip(tmpdir):
    buf = memory.StringIO()
    file = gzips.GzipFile(mode='wb', fileobj=buf)
    file.write(DATA)
    file.close()
    assert buf.getvalue()[:2] == '\x1f\x8b'
    assert gzips.GzipFile(fileobj=memory.StringIO(buf.getvalue())).read() == DATA
    with gzips.open(str(tmpdir.join('f.gz')), 'wb') as file:
        file.write(DATA)
    with gzips.open(str(tmpdir.join('f.gz'))) as file:
        assert file.readline() == 'caf\xe9\n' and file.read() == '\xff\x00'


def test_fdopen(tmpdir):
    path = str(tmpdir.join('file'))
    with py2.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY), 'w') as file:
        file.write(DATA)
    with py2.fdopen(os.open(path, os.O_RDONLY)) as file:
        assert file.read() == DATA


def test_default_encoding():
    raw = b'\xc3\xa9'
    with pytest.raises(UnicodeError):
        n(raw).encode('utf-8')
    if str is bytes:
        reload(sys)     # noqa: F821
    py2.setdefaultencoding('utf-8')
    try:
        assert b(n(raw).encode('utf-8')) == raw and n(raw).decode() == py2.unicode(n(raw)) == u'\xe9'
    finally:
        py2.setdefaultencoding('ascii')
