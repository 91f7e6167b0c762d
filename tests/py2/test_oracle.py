"""What 2.7's modules do that Python 3's do otherwise: on 2.7 these tests are of the originals."""

import os

import pytest

from compatsrv import n, py2
from compatsrv.py2 import binaries, configs, jsons, memory, pickles, processes

BYTES = b'caf\xc3\xa9\xff\r\nx'


def test_a_buffer_in_memory_that_is_used_again():
    file = memory.StringIO()
    file.write('first')
    file.truncate(0)
    file.write('2\xff')
    assert file.getvalue() == '2\xff' and file.tell() == 2
    file = memory.StringIO('abcd')
    file.read(1)
    file.truncate(3)        # beyond the place
    assert file.getvalue() == 'abc' and file.tell() == 1 and file.read() == 'bc'


def test_places_in_a_buffer_in_memory():
    file = memory.StringIO('abc\ndef')
    file.seek(-3, 2)
    assert file.read(1) == 'd' and file.pos == 5
    file.seek(-1, 1)
    assert file.read() == 'def' and file.len == 7
    file.seek(-2)
    assert file.tell() == 0 and file.next() == 'abc\n' and file.buf == 'abc\ndef'
    file.seek(1, 1)
    assert file.read() == 'ef'


def test_pickler_and_unpickler(tmpdir):
    file = memory.StringIO()
    pickler = pickles.Pickler(file)
    pickler.dump([n(BYTES), 1])
    pickles.Pickler(file, 2).dump({n('k'): None})
    file.seek(0)
    unpickler = pickles.Unpickler(file)
    assert unpickler.load() == [n(BYTES), 1] and pickles.Unpickler(file).load() == {'k': None}
    with py2.open(str(tmpdir.join('p')), 'w+b') as file:
        pickles.Pickler(file, protocol=2).dump(n(BYTES))
        file.seek(0)
        assert pickles.Unpickler(file).load().upper() == n(BYTES).upper()


def test_processes_with_universal_newlines():
    command = 'printf "a\\r\\nb\\351\\rc"; printf err\\\\r >&2'
    process = processes.Popen(command, shell=True, stdout=-1, stderr=-1, universal_newlines=True)
    assert process.communicate() == ('a\nb\xe9\nc', 'err\n')
    process = processes.Popen(command, shell=True, stdout=-1, stderr=-2, universal_newlines=True)
    assert process.stdout.readline() == 'a\n' and list(process.stdout)[0] == 'b\xe9\n'
    process.wait()
    process.stdout.close()
    assert processes.check_output('printf "a\\r\\n\\351"', shell=True, universal_newlines=True) == 'a\n\xe9'
    process = processes.Popen(['cat'], stdin=-1, stdout=-1, universal_newlines=True)
    assert process.communicate('x\xff\n')[0] == 'x\xff\n'


def test_the_environment_of_a_process_is_bytes():
    env = {'V': n(b'\xc3\xa9\xff'), n('W'): 'w', 'PATH': os.environ['PATH']}
    assert processes.check_output('printf %s "$V$W"', shell=True, env=env) == '\xc3\xa9\xffw'
    process = processes.Popen('printf %s "$V"', shell=True, stdout=-1, env=env)
    assert process.communicate()[0] == '\xc3\xa9\xff'


def test_commands_are_bytes():
    assert processes.check_call(['test', n(b'\xc3\xa9'), '=', n(b'\xc3\xa9')]) == 0
    with pytest.raises(processes.CalledProcessError) as caught:
        processes.check_output('echo out; exit 3', shell=True)
    assert (caught.value.returncode, caught.value.output, caught.value.cmd) == (3, 'out\n', 'echo out; exit 3')
    with pytest.raises(processes.CalledProcessError):
        processes.check_call(['false'])


@pytest.mark.parametrize('text', ['zz', 'abc'])
def test_what_is_not_hexadecimal_is_a_type_error(text):
    for function in (binaries.unhexlify, binaries.a2b_hex):
        with pytest.raises(TypeError):
            function(n(text))


def test_json_in_bytes():
    e_acute = n(b'\xc3\xa9')
    assert jsons.dumps([e_acute], ensure_ascii=False) == '["\xc3\xa9"]'
    assert jsons.dumps({e_acute: 1}, ensure_ascii=False).upper() == '{"\xc3\xa9": 1}'
    assert jsons.dumps([u'\xe9', u'\u20ac'], ensure_ascii=False) == u'["\xe9", "\u20ac"]'
    assert jsons.dumps(n(b'\xe9'), encoding='latin-1') == '"\\u00e9"'
    assert jsons.loads(n(b'"\xe9"'), encoding='latin-1') == u'\xe9'
    with pytest.raises(UnicodeDecodeError):
        jsons.dumps(n(b'\xe9'))
    file = memory.StringIO()
    jsons.dump([e_acute], file, ensure_ascii=False)
    assert file.getvalue() == '["\xc3\xa9"]'


def test_what_a_file_says_of_itself(tmpdir):
    path = str(tmpdir.join('f'))
    for mode in ('w', 'wb', 'r', 'rb', 'r+', 'a', 'U', 'rU'):
        with py2.open(path, mode) as file:
            assert (file.mode, file.name, file.encoding, file.closed) == (mode, path, None, False)


CONFIG = '[s]\nformat = %H:%M %\nall = 100%%\nname = x\nboth = %(name)s %%\nupper = %(NAME)s-%(all)s\nloop = %(loop)s\nlost = %(gone)s\n'


@pytest.fixture
def config():
    parser = configs.ConfigParser({'home': '/srv'})
    parser.readfp(memory.StringIO(CONFIG))
    return parser


def test_interpolation_of_a_config(config):
    """Without %( nothing is filled in, and % is but a sign."""
    assert [config.get('s', name) for name in ('format', 'all', 'both', 'upper')] == ['%H:%M %', '100%%', 'x %', 'x-100%%']
    assert config.get('s', 'both', True) == '%(name)s %%' and config.get('s', 'home') == '/srv'
    assert config.get('s', 'name', vars={'name': 'v'}) == 'v' and config.get('s', 'upper', vars={'name': 'v'}) == 'v-100%%'
    assert dict(config.items('s', raw=True))['format'] == '%H:%M %'
    with pytest.raises(configs.InterpolationDepthError):
        config.get('s', 'loop')
    with pytest.raises(configs.InterpolationMissingOptionError):
        config.get('s', 'lost')


def test_the_safe_parser_is_strict_about_percent():
    parser = configs.SafeConfigParser()
    parser.readfp(memory.StringIO('[s]\na = 100%%\nb = 50%\n'))
    assert parser.get('s', 'a') == '100%'
    with pytest.raises(configs.InterpolationSyntaxError):
        parser.get('s', 'b')
