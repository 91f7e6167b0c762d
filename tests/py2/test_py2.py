"""compatsrv.py2 gives on every Python what 2.7's own functions give, which is what runs on 2.7."""

import pytest

from compatsrv import py2
from compatsrv.py2 import forms, jsons, memory, messages, pickles, processes, urls
from compatsrv._strings import b, n


def test_quoting():
    assert urls.quote(n('a b~/\xe9')) == 'a%20b%7E/%E9'
    assert urls.quote_plus('a b/~\xff') == 'a+b%2F%7E%FF'
    assert urls.unquote('%E9%zz+') == '\xe9%zz+'
    assert urls.unquote_plus('a+%FF') == 'a \xff'
    assert urls.urlencode([('a', 1), ('b', n('\xe9 ~'))]) == 'a=1&b=%E9+%7E'
    assert urls.urlencode({'a': [1, n('\xff')]}, 1) == 'a=1&a=%FF'


def test_query_strings():
    assert urls.parse_qsl('a=1&b=%E9;c=&d&e=x=y') == [('a', '1'), ('b', '\xe9'), ('e', 'x=y')]
    assert urls.parse_qs('a=1&a=2&c=', 1) == {'a': ['1', '2'], 'c': ['']}
    with pytest.raises(ValueError):
        urls.parse_qsl('a', strict_parsing=1)


def test_pickles(tmpdir):
    assert pickles.loads(pickles.dumps([1, n('\xe9')])) == [1, '\xe9']
    assert pickles.loads("S'\\xe9'\np0\n.") == '\xe9'       # of a peer on Python 2
    path = str(tmpdir.join('pickle'))
    with py2.open(path, 'wb') as file:
        pickles.dump({'a': n('\xff')}, file, 2)
    with py2.open(path, 'rb') as file:
        assert pickles.load(file) == {'a': '\xff'}


def test_files(tmpdir):
    path = str(tmpdir.join('file'))
    with py2.open(path, 'w') as file:
        file.write('a\xe9\r\n')
        file.writelines(['\xff', '\n', 'end'])
    assert tmpdir.join('file').read('rb') == b'a\xe9\r\n\xff\nend'
    file = py2.open(path)
    assert file.readline() == 'a\xe9\r\n' and file.tell() == 4
    assert list(file) == ['\xff\n', 'end']
    assert file.read() == ''
    file.close()
    assert py2.open(path, 'rU').read() == 'a\xe9\n\xff\nend'
    with py2.open(path, 'ab', 1) as file:
        file.write('\x80\n')
        assert tmpdir.join('file').read('rb').endswith(b'end\x80\n')      # before it is closed
    with py2.open(path, 'r+b') as file:
        file.seek(1)
        file.write('\xe8')
        file.seek(0)
        assert file.read(2) == 'a\xe8'


def test_string_io():
    file = memory.StringIO('a\xe9\r\nb')
    assert file.readline() == 'a\xe9\r\n' and file.read() == 'b'
    file.write('\xff')
    file.writelines(['x', 'y'])
    assert file.getvalue() == 'a\xe9\r\nb\xffxy'
    assert file.getvalue().upper() == 'A\xe9\r\nB\xffXY'
    assert memory.StringIO(u'\u20ac').read() == u'\u20ac'


def test_processes():
    process = processes.Popen(['tr', 'a', 'b'], stdin=-1, stdout=-1)
    assert process.communicate('a\xe9\xff') == ('b\xe9\xff', None)
    process = processes.Popen('printf "a\\351\\nb"; exit 3', shell=True, stdout=-1)
    assert list(process.stdout) == ['a\xe9\n', 'b'] and process.wait() == 3
    process.stdout.close()
    pipe = py2.popen('printf "\\351"; exit 2')
    assert pipe.read().upper() == '\xe9' and pipe.close() == 512
    assert processes.getstatusoutput('echo x; exit 3') == (768, 'x')
    assert processes.getoutput('printf "\\351"') == '\xe9'
    assert processes.check_output(['printf', '\\351']) == '\xe9'


def test_forms():
    assert forms.escape('<&"\xe9>', True) == '&lt;&amp;&quot;\xe9&gt;' and forms.escape('"') == '"'
    assert forms.parse_header('text/html; charset="utf-8"; boundary=x=y') == (
        'text/html', {'charset': 'utf-8', 'boundary': 'x=y'})
    assert forms.parse_header('') == ('', {})


def test_form_with_a_file():
    body = n(b'--XX\r\nContent-Disposition: form-data; name="u"\r\n\r\nb\xe9\r\n--XX\r\nContent-Disposition: form-data; '
             b'name="f"; filename="a.bin"\r\nContent-Type: x/y\r\n\r\n\xff\xfe\r\n\x80\r\n--XX--\r\n')
    headers = {'content-type': 'multipart/form-data; boundary=XX', 'content-length': str(len(body))}
    form = forms.FieldStorage(memory.StringIO(body), headers, environ={'REQUEST_METHOD': 'POST'})
    assert sorted(form.keys()) == ['f', 'u'] and form.has_key('u')      # noqa: W601 - Python 2's
    assert form['u'].value == form.getvalue('u') == 'b\xe9'
    assert form['f'].filename == 'a.bin' and form['f'].file.read() == '\xff\xfe\r\n\x80'
    assert form.getvalue('f') == '\xff\xfe\r\n\x80'


def test_messages():
    file = memory.StringIO('A: 1\r\nB-c: caf\xe9\r\na: 2\r\nContent-Type: a/b; c=d\r\n\r\nrest')
    message = messages.Message(file)
    assert file.read() == 'rest'
    assert message['a'] == message.get('A') == message.getheader('a') == '2'
    assert message.getheader('b-C') == 'caf\xe9' and message.get('x') is None and message.get('x', 5) == 5
    assert 'B-C' in message and message.has_key('b-c') and 'x' not in message      # noqa: W601
    assert sorted(message.keys()) == ['a', 'b-c', 'content-type'] and message.getheaders('a') == ['1', '2']
    assert (message.type, message.maintype, message.plisttext, message.getparam('c')) == ('a/b', 'a', '; c=d', 'd')
    assert str(message) == 'A: 1\r\nB-c: caf\xe9\r\na: 2\r\nContent-Type: a/b; c=d\r\n'
    message['A'] = 'new'
    assert message.getheaders('a') == ['new']
    del message['a']
    assert message.getheader('a') is None
    with pytest.raises(KeyError):
        message['a']


def test_json():
    assert jsons.loads(n(b'["\xc3\xa9"]')) == [u'\xe9']
    assert jsons.dumps([n(b'\xc3\xa9'), u'\xe9', 1, {n('a'): (n('b'),)}]) == '["\\u00e9", "\\u00e9", 1, {"a": ["b"]}]'


def test_operators():
    assert [py2.div(*pair) for pair in [(7, 2), (-7, 2), (7.0, 2)]] == [3, -4, 3.5]
    assert [py2.cmp(*pair) for pair in [(1, 2), ('b', 'a'), (3, 3)]] == [-1, 1, 0]
    assert py2.filter(lambda c: c in '0123', n(b'a1\xe92')) == '12'
    assert py2.filter(None, (0, 1)) == (1,) and py2.filter(None, [0, 1]) == [1]


def test_what_is_given_is_native():
    """It goes on to be Python 2's str: letters of latin-1 are none."""
    raw = b'\xe9\xb5'
    for value in (urls.unquote('%E9%B5'), urls.parse_qsl('a=%E9%B5')[0][1], forms.escape(n(raw)),
                  memory.StringIO(n(raw)).read(), py2.filter(None, n(raw))):
        assert b(value.upper()) == raw
