"""os, os.path, glob, shutil, tempfile and the environment with names that are bytes, in every locale: on 2.7 all are its own."""

import errno
import os as plain_os
import sys

import pytest

import processes
from compatsrv import py2
from compatsrv._strings import b, n
from compatsrv.py2 import copies as shutil, directories, globs as glob, paths, processes as subprocess, systems as os
from compatsrv.py2 import temporaries as tempfile

E_ACUTE, LATIN, GREEK, WRONG = [n(raw) for raw in (b'\xc3\xa9', b'caf\xe9', b'\xce\xb1', b'\xff\xfe.bin')]
ALL = sorted([E_ACUTE, LATIN, GREEK, WRONG, n(b'plain')])


def on_disk(folder):
    """The names in a folder, as another program has them."""
    listed = plain_os.listdir(folder if str is bytes else plain_os.fsencode(folder))
    return sorted(listed)


@pytest.fixture
def folder(tmpdir):
    root = n(b(str(tmpdir)))
    for name in ALL:
        with py2.open(os.path.join(root, name), 'w') as file:
            file.write(name)
    assert on_disk(str(tmpdir)) == [b(name) for name in ALL]
    return root


def test_names_in_a_folder(folder):
    assert sorted(os.listdir(folder)) == sorted(directories.listdir(folder)) == ALL
    assert [name.decode('latin-1')[-1:] for name in sorted(os.listdir(folder))][0] == u'\xe9'
    assert [len(name) for name in sorted(os.listdir(folder))] == [4, 5, 2, 2, 6]
    assert all(os.path.isfile(os.path.join(folder, name)) for name in ALL)
    assert [os.stat(folder + '/' + name).st_size for name in ALL] == [os.path.getsize(folder + '/' + name) for name in ALL] \
        == [len(name) for name in ALL]
    assert not os.path.exists(os.path.join(folder, n(b'caf\xc3\xa9')))      # what latin-1 would be in UTF-8


def test_what_is_ascii_gives_native_strings_too(folder, monkeypatch):
    monkeypatch.chdir(str(folder))
    assert [name.upper() for name in sorted(os.listdir('.'))] == [name.upper() for name in ALL]
    os.mkdir(GREEK + '.d')
    os.chdir(GREEK + '.d')
    try:
        assert os.path.basename(os.getcwd()) == GREEK + '.d' == os.path.basename(os.path.abspath('.'))
        assert os.path.abspath(E_ACUTE)[len(folder):] == '/' + GREEK + '.d/' + E_ACUTE
        assert os.path.relpath(os.path.join(folder, LATIN)) == '../' + LATIN
    finally:
        os.chdir(folder)


def has_letters():
    try:
        u'\u03b2\xe9'.encode(sys.getfilesystemencoding() or 'ascii')
    except UnicodeError:
        return False
    return True


@pytest.mark.skipif(not has_letters(), reason='the locale encodes no names beyond ASCII')
def test_text_is_answered_with_text(folder):
    text = folder.decode('ascii') + u'/\u03b2\xe9'
    os.mkdir(text)
    assert n(u'\u03b2\xe9'.encode('utf-8')) in os.listdir(folder)
    with py2.open(text + u'/\xe9\u03b1', 'w') as file:
        file.write('x')
    assert os.listdir(text) == [u'\xe9\u03b1'] and os.path.exists(text + u'/\xe9\u03b1')
    assert glob.glob(text + u'/*') == [text + u'/\xe9\u03b1']
    assert [names for _, _, names in os.walk(text)] == [[u'\xe9\u03b1']]


@pytest.mark.skipif(str is bytes or not has_letters(), reason='there a path of the system is no text')
def test_a_path_of_the_system_before_a_name(folder):
    os.mkdir(str(folder) + u'/\xe9\u03b2')
    path = os.path.join(str(folder) + u'/\xe9\u03b2', LATIN)
    with py2.open(path, 'w') as file:
        file.write('x')
    assert os.path.exists(path) and path.endswith(n(b'/\xc3\xa9\xce\xb2/caf\xe9'))


def test_literals_in_utf_8_are_bytes(folder):
    assert os.path.exists(str(folder) + '/\xc3\xa9') and py2.open(str(folder) + '/\xce\xb1').read() == GREEK
    os.rename(str(folder) + '/\xce\xb1', folder + '/\xce\xb2')
    assert n(b'\xce\xb2') in os.listdir(folder)


def test_what_changes_files(folder):
    def path(name):
        return os.path.join(folder, name)

    os.rename(path(LATIN), path(n(b'\x80')))
    os.remove(path(GREEK))
    os.symlink(E_ACUTE, path(n(b'l\xe9')))
    os.link(path(E_ACUTE), path(n(b'h\xe9')))
    os.makedirs(path(n(b'd\xe9/\xc3\xa9/\xff')))
    fd = os.open(path(n(b'o\xe9')), os.O_CREAT | os.O_WRONLY, 0o600)
    os.close(fd)
    os.chmod(path(n(b'o\xe9')), 0o400)
    os.utime(path(n(b'o\xe9')), (1, 2))
    assert on_disk(str(folder)) == sorted([b'\x80', b'\xc3\xa9', b'\xff\xfe.bin', b'l\xe9', b'h\xe9', b'd\xe9', b'o\xe9', b'plain'])
    assert os.readlink(path(n(b'l\xe9'))) == E_ACUTE and os.path.realpath(path(n(b'l\xe9'))) == path(E_ACUTE)
    assert os.path.samefile(path(n(b'h\xe9')), path(E_ACUTE)) and os.path.islink(path(n(b'l\xe9')))
    assert os.lstat(path(n(b'o\xe9'))).st_mtime == os.path.getmtime(path(n(b'o\xe9'))) == 2
    assert not os.access(path(n(b'o\xe9')), os.X_OK) and os.access(path(n(b'o\xe9')), os.F_OK)
    os.removedirs(path(n(b'd\xe9/\xc3\xa9/\xff')))
    assert not os.path.exists(path(n(b'd\xe9')))


def test_walking(folder):
    os.makedirs(folder + n(b'/d\xe9/\xff'))
    os.mkdir(folder + n(b'/skip\xe9'))
    seen = []
    for root, dirs, names in os.walk(folder):
        dirs.sort()
        seen.append((root[len(folder):], dirs[:], sorted(names)))
        if n(b'skip\xe9') in dirs:
            dirs.remove(n(b'skip\xe9'))
    assert seen == [('', [n(b'd\xe9'), n(b'skip\xe9')], ALL), (n(b'/d\xe9'), [n(b'\xff')], []), (n(b'/d\xe9/\xff'), [], [])]
    assert [root[-3:] for root, _, _ in os.walk(folder, topdown=False)][-1] == folder[-3:]
    errors = []
    assert list(os.walk(n(b'/no\xe9'), onerror=errors.append)) == []
    assert errors[0].filename == n(b'/no\xe9') and repr(errors[0].filename) == "'/no\\xe9'"
    visited = []
    py2.walk_path(folder, lambda arg, top, names: arg.append((top[len(folder):], sorted(names))), visited)
    assert sorted(visited)[:1] == [('', sorted(ALL + [n(b'd\xe9'), n(b'skip\xe9')]))] and len(visited) == 4


def test_globs(folder):
    assert sorted(glob.glob(folder + '/*')) == sorted(glob.iglob(folder + '/*')) == [folder + '/' + name for name in ALL]
    assert sorted(name[len(folder) + 1:] for name in glob.glob(folder + '/??')) == [E_ACUTE, GREEK]     # of two bytes
    assert glob.glob(n(b'%s/caf[\xe8-\xea]' % b(folder)) if str is not bytes else folder + '/caf[\xe8-\xea]') == [folder + '/' + LATIN]
    assert glob.glob(folder + n(b'/\xfe*')) == []


def test_errors_name_the_file(folder):
    for function in (os.stat, os.listdir, os.remove, os.rmdir, os.path.getsize, py2.open):
        with pytest.raises(EnvironmentError) as caught:
            function(os.path.join(folder, n(b'no\xe9')))
        assert (caught.value.errno, caught.value.filename) == (errno.ENOENT, os.path.join(folder, n(b'no\xe9')))
        assert isinstance(caught.value.filename, str) and repr(caught.value.filename).endswith("no\\xe9'")


def test_copies(folder):
    def path(name):
        return os.path.join(folder, name)

    os.mkdir(path(n(b'd\xe9')))
    shutil.copy(path(LATIN), path(n(b'd\xe9')))
    shutil.move(path(WRONG), path(n(b'd\xe9')))
    shutil.copy2(path(GREEK), path(n(b'd\xe9/2\xe9')))
    assert sorted(os.listdir(path(n(b'd\xe9')))) == [n(b'2\xe9'), LATIN, WRONG]
    told = []

    def ignore(top, names):
        told.append((top, sorted(names)))
        return [LATIN]

    shutil.copytree(path(n(b'd\xe9')), path(n(b't\xff')), ignore=ignore)
    assert told == [(path(n(b'd\xe9')), [n(b'2\xe9'), LATIN, WRONG])]
    shutil.copytree(path(n(b't\xff')), path(n(b'p\xff')), ignore=shutil.ignore_patterns(n(b'*\xe9')))
    assert (sorted(os.listdir(path(n(b't\xff')))), os.listdir(path(n(b'p\xff')))) == ([n(b'2\xe9'), WRONG], [WRONG])
    failures = []
    shutil.rmtree(path(n(b'no\xe9')), onerror=lambda function, name, info: failures.append(name))
    assert set(failures) == {path(n(b'no\xe9'))}
    shutil.rmtree(path(n(b't\xff')))
    assert not os.path.exists(path(n(b't\xff')))
    with pytest.raises(shutil.Error):
        shutil.move(path(LATIN), path(n(b'd\xe9')))


def test_temporary_names(folder):
    fd, path = tempfile.mkstemp(suffix=LATIN, prefix='p', dir=folder)
    os.close(fd)
    assert path.endswith(LATIN) and path.startswith(folder + '/p') and os.path.exists(path)
    made = tempfile.mkdtemp(n(b'\xff'), E_ACUTE, folder)
    assert made.startswith(folder + '/' + E_ACUTE) and made.endswith('\xff') and os.path.isdir(made)
    with tempfile.NamedTemporaryFile(dir=made, suffix=n(b'\xe9')) as file:
        assert [os.path.join(made, name) for name in os.listdir(made)] == [file.name]
    tempfile.tempdir = made
    try:
        assert tempfile.gettempdir() == made and tempfile.mkdtemp().startswith(made)
    finally:
        tempfile.tempdir = None


def test_the_environment():
    name, value = n(b'COMPATSRV_\xe9'), n(b'\xc3\xa9 \xff')
    before = len(os.environ)
    os.environ[name] = value
    try:
        assert os.environ[name] == value == os.getenv(name) and name in os.environ and name in os.environ.keys()
        assert os.environ[name][-1:] == '\xff' and (name, value) in os.environ.items() and dict(os.environ)[name] == value
        assert len(os.environ) == before + 1 and os.environ.copy()[name] == value
        assert os.path.expandvars('$HOME/${COMPATSRV_\xe9}') == n(b(os.environ['HOME'])) + '/' + value
        os.environ['COMPATSRV_NAME'] = value        # a shell passes on no other names than of ASCII
        shown = 'import os; print(repr(%s["COMPATSRV_NAME"]).lstrip("b"))' % (
            'os.environ' if str is bytes else '{os.fsdecode(k): v for k, v in os.environb.items()}')
        for output in (subprocess.check_output([sys.executable, '-c', shown]),
                       subprocess.check_output([sys.executable, '-c', shown], env=os.environ),
                       subprocess.check_output([sys.executable, '-c', shown], env=os.environ.copy()),
                       py2.popen("'%s' -c '%s'" % (sys.executable, shown)).read()):
            assert output == "'\\xc3\\xa9 \\xff'\n"
        os.environ['COMPATSRV_\xe9'] = 'literal \xe9'
        assert os.environ[name] == 'literal \xe9' and os.environ.pop(name) == 'literal \xe9'
    finally:
        os.environ.pop(name, None)
        os.environ.pop('COMPATSRV_NAME', None)
    assert name not in os.environ and os.getenv(name) is None and os.getenv(name, 'd') == 'd' and os.environ.get(name, 'g') == 'g'
    with pytest.raises(KeyError) as caught:
        os.environ[name]
    assert caught.value.args == (name,)
    with pytest.raises(KeyError):
        del os.environ[name]


def test_words_of_commands(folder):
    path = os.path.join(folder, n(b'to\xe9'))
    for word in (LATIN, E_ACUTE, WRONG):
        assert os.system(n("printf %%s '%s' > '%s'") % (word, path)) == 0
        assert py2.open(path).read() == word
        assert subprocess.call(n("test \"$(cat '%s')\" = '%s'") % (path, word), shell=True) == 0
        assert os.spawnv(os.P_WAIT, '/bin/sh', ['sh', '-c', 'test "$0" = "$1"', word, word]) == 0
        assert os.spawnve(os.P_WAIT, '/bin/sh', ['sh', '-c', 'test "$V" = "$0"', word], {'V': word}) == 0
        pid = os.fork()
        if not pid:
            try:
                os.execlp('sh', 'sh', '-c', 'test "$(cat "$0")" = "$1"', path, word)
            finally:
                os._exit(9)
        assert os.waitpid(pid, 0)[1] == 0
        assert subprocess.check_output(['pwd'], cwd=folder) == folder + '\n'


def test_paths():
    assert os.path.normpath(n(b'/a/../\xe9//\xff/.')) == '/\xe9/\xff'
    assert type(os.path.normpath(n(b'/\xe9'))) is type(n(b''))
    assert paths.join('a', LATIN, 'b') == n(b'a/caf\xe9/b') and paths.split(n(b'/\xe9/\xff')) == ('/\xe9', '\xff')
    assert paths.splitext(n(b'\xe9.\xff')) == ('\xe9', '.\xff') and paths.commonprefix([n(b'\xc3\xa9'), n(b'\xc3\xa8')]) == '\xc3'
    assert os.path.expanduser(n(b'~/\xe9')) == os.environ['HOME'] + '/\xe9'
    assert paths.join(n(b'/\xe9'), '\xff') == '/\xe9/\xff'        # a literal
    assert os.path is paths and os.sep.join([LATIN, LATIN]).decode('latin-1') == u'caf\xe9/caf\xe9'


@pytest.mark.parametrize('locale', ['C', 'C.UTF-8', 'POSIX'])
def test_in_every_locale(locale, tmpdir):
    """The other tests, in a process whose locale knows other letters."""
    if plain_os.environ.get('COMPATSRV_LOCALE'):
        pytest.skip('this is that process')
    environ = processes.environment(LC_ALL=locale, COMPATSRV_LOCALE=locale)
    status, out, err = processes.run('-m', 'pytest', '-q', '-p', 'no:cacheprovider', __file__, '--basetemp', str(tmpdir.join('t')),
                                     env=environ)
    assert (status, err) == (0, ''), out
