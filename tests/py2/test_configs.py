"""ConfigParser gives what 2.7's gives, where this runs as well."""

import pytest

from compatsrv import py2
from compatsrv._strings import b, n
from compatsrv.py2 import configs, memory

TEXT = n(b'[a]\nname = caf\xe9 %(kind)s ; comment\nkind: x\nname2=1\nname2=2\n\n[b\xe9]\nn = 5\nyes = on\nlong = one\n  two\n')
CLASSES = ['RawConfigParser', 'ConfigParser', 'SafeConfigParser']


@pytest.mark.parametrize('name', CLASSES)
def test_reads(name, tmpdir):
    parser = getattr(configs, name)({'extra': 'e'})
    tmpdir.join('file').write(b(TEXT), 'wb')
    assert parser.read([str(tmpdir.join('none')), str(tmpdir.join('file'))]) == [str(tmpdir.join('file'))]
    assert parser.sections() == ['a', 'b\xe9'] and parser.has_section('a') and not parser.has_section('c')
    value = 'caf\xe9 %(kind)s' if name == 'RawConfigParser' else 'caf\xe9 x'
    assert parser.get('a', 'NAME') == value and b(parser.get('a', 'name').upper())[:4] == b'CAF\xe9'
    assert parser.get('a', 'name2') == '2' and parser.get('a', 'extra') == 'e'
    assert parser.getint('b\xe9', 'n') == 5 and parser.getboolean('b\xe9', 'yes') is True
    assert parser.get('b\xe9', 'long') == 'one\ntwo'
    assert ('n', '5') in parser.items('b\xe9') and 'yes' in parser.options('b\xe9')
    assert parser.has_option('a', 'kind') and not parser.has_option('a', 'nope')
    with pytest.raises(configs.NoOptionError):
        parser.get('a', 'nope')
    with pytest.raises(configs.NoSectionError):
        parser.get('nope', 'x')


@pytest.mark.parametrize('name', CLASSES)
def test_writes(name, tmpdir):
    parser = getattr(configs, name)()
    parser.readfp(memory.StringIO(n(b'[a]\nk = \xe9\n')))
    parser.add_section('new')
    parser.set('new', 'x', n(b'\xff\xb5'))
    if name != 'SafeConfigParser':
        parser.set('new', 'y', 5)
    else:
        with pytest.raises(TypeError):
            parser.set('new', 'y', 5)
        parser.set('new', 'y', '5')
    with py2.open(str(tmpdir.join('file')), 'w') as file:
        parser.write(file)
    assert tmpdir.join('file').read('rb') == b'[a]\nk = \xe9\n\n[new]\nx = \xff\xb5\ny = 5\n\n'


def test_raw_by_its_place():
    parser = configs.ConfigParser()
    parser.readfp(memory.StringIO(TEXT))
    assert parser.get('a', 'name', 1) == 'caf\xe9 %(kind)s'
    assert parser.get('a', 'name', 0, {'kind': 'z'}) == 'caf\xe9 z'
