"""Files are replaced whole or not at all; what cannot be dealt with is told of, and the others go on."""

# ruff: noqa: E402
import os
import signal
import stat
import subprocess
import sys
import time

import pytest

import processes

pytest.importorskip('fissix')
pytest.importorskip('libmodernize')

from compatsrv.migrate import Unreadable, files

OLD = b"import SocketServer\nprint 'a'\n"
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


@pytest.fixture
def program(tmp_path):
    path = tmp_path / 'program.py'
    path.write_bytes(OLD)
    path.chmod(0o751)
    os.utime(str(path), (1000, 2000))
    return path


def names(folder):
    return sorted(os.listdir(str(folder)))


def migrate(*arguments, **options):
    options['env'] = processes.environment(PYTHONPATH=ROOT, **options.pop('environ', {}))
    return processes.run('-m', 'compatsrv', 'migrate', *arguments, **options)


def test_mode_and_times_are_kept(program, tmp_path):
    files.replace(str(program), OLD, b'new')
    status = program.stat()
    assert program.read_bytes() == b'new'
    assert stat.S_IMODE(status.st_mode) == 0o751 and (status.st_atime, status.st_mtime) == (1000, 2000)
    assert names(tmp_path) == ['program.py']


@pytest.mark.skipif(not hasattr(os, 'geteuid') or os.geteuid() != 0, reason='only root can give files away')
def test_the_owner_is_kept(program):
    os.chown(str(program), 1234, 2345)
    files.replace(str(program), OLD, b'new')
    assert (program.stat().st_uid, program.stat().st_gid) == (1234, 2345)
    assert stat.S_IMODE(program.stat().st_mode) == 0o751


def test_a_backup_has_what_was_there(program, tmp_path):
    files.replace(str(program), OLD, b'new', '.orig')
    assert (tmp_path / 'program.py.orig').read_bytes() == OLD
    assert stat.S_IMODE((tmp_path / 'program.py.orig').stat().st_mode) == 0o751


def test_a_link_stays_a_link(program, tmp_path):
    (tmp_path / 'link.py').symlink_to(program)
    files.replace(str(tmp_path / 'link.py'), OLD, b'new')
    assert (tmp_path / 'link.py').is_symlink() and program.read_bytes() == b'new'


def test_what_was_compiled_of_it_goes(program, tmp_path):
    """2.7 asks for the time alone, and that has not changed."""
    compiled = tmp_path / 'program.pyc'
    compiled.write_bytes(b'old')
    files.replace(str(program), OLD, b'new')
    assert not compiled.exists()


def test_a_file_that_changed_meanwhile_stays(program):
    with pytest.raises(Unreadable) as caught:
        files.replace(str(program), b'something else', b'new')
    assert 'changed' in str(caught.value) and program.read_bytes() == OLD


@pytest.mark.parametrize('step', ['write', 'fsync', 'replace', 'chmod'])
def test_a_write_that_fails_leaves_all_as_it_was(step, program, tmp_path, monkeypatch):
    def failing(*args, **kwargs):
        raise OSError(28, 'No space left on device')

    if step == 'write':
        original = os.fdopen

        def opened(*args):
            return Full(original(*args))
        monkeypatch.setattr(os, 'fdopen', opened)
    else:
        monkeypatch.setattr(os, step, failing)
    with pytest.raises(Unreadable) as caught:
        files.replace(str(program), OLD, b'new')
    assert 'No space left' in str(caught.value) and '\n' not in str(caught.value)
    assert program.read_bytes() == OLD and names(tmp_path) == ['program.py']


class Full(object):
    """A file on a disk that is full after the first byte."""

    def __init__(self, file):
        self.file = file

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.file.close()

    def write(self, data):
        self.file.write(data[:1])
        self.file.flush()
        raise OSError(28, 'No space left on device')


def test_a_full_disk(tmp_path):
    """The real thing, where /dev/full is: the diff cannot be written either."""
    if not os.path.exists('/dev/full'):
        pytest.skip('there is no /dev/full')
    (tmp_path / 'a.py').write_bytes(OLD)
    with open('/dev/full', 'wb') as full:
        process = subprocess.Popen([sys.executable, '-m', 'compatsrv', 'migrate', str(tmp_path / 'a.py')], stdout=full,
                                             stderr=subprocess.PIPE, env=processes.environment(PYTHONPATH=ROOT))
        err = process.communicate(timeout=60)[1]
    assert process.returncode == 2 and b'No space left' in err and b'Traceback' not in err


STOP = '''
import os, sys, time
real = os.fsync
def fsync(descriptor):
    real(descriptor)
    print('in the middle', flush=True)
    time.sleep(60)
os.fsync = fsync
from compatsrv.cli import main
main(['migrate', '--write', '--jobs', '1', sys.argv[1]])
'''


def test_killed_in_the_middle(program, tmp_path):
    process = processes.start('-c', STOP, str(tmp_path), env=processes.environment(PYTHONPATH=ROOT))
    try:
        assert processes.first_line(process, 60) == 'in the middle'
        process.send_signal(signal.SIGKILL)
    finally:
        process.wait()
    assert program.read_bytes() == OLD
    status, out, err = migrate('--write', str(tmp_path))
    assert status == 0 and b'compatsrv' in program.read_bytes(), err


def test_bad_files_are_told_of_and_the_others_go_on(tmp_path):
    (tmp_path / 'good.py').write_bytes(OLD)
    (tmp_path / 'null.py').write_bytes(b'x = 1\ny = \0\n')
    (tmp_path / 'page.py').write_bytes(b'<html>\n')
    (tmp_path / 'utf16.py').write_bytes('print 1\n'.encode('utf-16'))
    (tmp_path / 'gone.py').symlink_to(tmp_path / 'nowhere.py')
    (tmp_path / 'folder.py').mkdir()
    (tmp_path / 'folder').mkdir()
    (tmp_path / 'folder' / 'loop').symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(str(tmp_path / 'pipe.py'))
    before = time.time()
    status, out, err = migrate('--write', str(tmp_path), str(tmp_path / 'missing.py'))
    assert status == 2 and time.time() - before < 60
    assert b'compatsrv' in (tmp_path / 'good.py').read_bytes()
    told = [line for line in err.splitlines() if line.startswith('compatsrv migrate: ' + str(tmp_path))]
    for name, reason in [('null.py:2:5', 'null byte'), ('page.py:1:1', 'no Python'), ('utf16.py', 'UTF-16'), ('gone.py', 'No such file'),
                         ('pipe.py', 'no file'), ('missing.py', 'No such file'), ('folder/loop', 'link')]:
        assert [line for line in told if '/%s: ' % name in line and reason in line], (name, err)
    assert len(told) == 7 and 'Traceback' not in err


@pytest.mark.skipif(hasattr(os, 'geteuid') and os.geteuid() == 0, reason='root may write and read everything')
def test_a_file_without_permission(tmp_path):
    (tmp_path / 'a.py').write_bytes(OLD)
    (tmp_path / 'a.py').chmod(0o000)
    status, out, err = migrate('--write', str(tmp_path))
    assert status == 2 and 'a.py: Permission denied' in err


def test_a_read_only_file_stays(program, monkeypatch):
    monkeypatch.setattr(os, 'access', lambda path, mode: False)     # root may write everything
    with pytest.raises(Unreadable) as caught:
        files.replace(str(program), OLD, b'new')
    assert 'read-only' in str(caught.value) and program.read_bytes() == OLD


def test_a_file_that_vanishes(program, tmp_path):
    program.unlink()
    with pytest.raises(Unreadable) as caught:
        files.replace(str(program), OLD, b'new')
    assert 'No such file' in str(caught.value) and names(tmp_path) == []


def test_a_huge_file(tmp_path, monkeypatch):
    (tmp_path / 'a.py').write_bytes(b'x = 1\n' * 100)
    monkeypatch.setattr(files, 'LARGEST', 500)
    with pytest.raises(Unreadable) as caught:
        files.read(str(tmp_path / 'a.py'))
    assert 'longer' in str(caught.value)


def test_which_files_a_tree_has(tmp_path):
    for name, data in [('a.py', b''), ('b.pyw', b''), ('script', b'#!/usr/bin/env python\n'), ('other', b'#!/bin/sh\n'), ('c.txt', b'')]:
        (tmp_path / name).write_bytes(data)
    (tmp_path / '.git').mkdir()
    (tmp_path / '.git' / 'd.py').write_bytes(b'')
    (tmp_path / 'again.py').symlink_to(tmp_path / 'a.py')
    found = [os.path.relpath(path, str(tmp_path)) for path in files.find([str(tmp_path)], pytest.fail)]
    assert found == ['a.py', 'b.pyw', 'script']
