"""Forms, as 2.7's cgi reads them: on 2.7 these tests are of the original."""

import pytest

from compatsrv import n
from compatsrv.py2 import forms, memory

UPLOAD = b'''--XX\r
Content-Disposition: form-data; name="a"\r
\r
v\xe9\r
--XX\r
Content-Disposition: form-data; name="file"; filename="caf\xc3\xa9 \\"1\\";2.bin"\r
Content-Type: application/octet-stream\r
\r
\x00\xff\r
\n--XXY\r
\x85\r
--XX\r
Content-Disposition: form-data; name=note; filename=plain.txt\r
Content-Type: Text/Plain; charset=x\r
\r
one\ntwo\r
\r
--XX\r
Content-Disposition: form-data; name="a"\r
\r
2\r
--XX--\r
'''


def post(body, kind, environ=()):
    headers = {'content-type': kind, 'content-length': str(len(body))}
    return forms.FieldStorage(memory.StringIO(n(body)), headers, environ=dict({'REQUEST_METHOD': 'POST'}, **dict(environ)))


@pytest.mark.parametrize('line, value, parameters', [
    ('text/html; charset="utf-8"; boundary=x=y', 'text/html', {'charset': 'utf-8', 'boundary': 'x=y'}),
    ('', '', {}),
    ('Form-Data ;NAME = "a;b\\"c\\\\d" ; flag; e=', 'Form-Data', {'name': 'a;b"c\\d', 'e': ''}),
    ('x; filename="caf\xc3\xa9\xff.txt"', 'x', {'filename': 'caf\xc3\xa9\xff.txt'}),
    ('x; a="open; b=c', 'x', {'a': '"open; b=c'}),
    ('x; a="', 'x', {'a': '"'}),
])
def test_parse_header(line, value, parameters):
    assert forms.parse_header(n(line)) == (value, parameters)


@pytest.mark.parametrize('body, kind', [(UPLOAD, 'multipart/form-data; boundary=XX'),
                                        (b'preamble\r\n' + UPLOAD, 'multipart/form-data; boundary="XX"'),
                                        (UPLOAD.replace(b'--XX\r\n', b'--XX \t\r\n'), 'multipart/form-data; boundary=XX')])
def test_upload(body, kind):
    form = post(body, kind)
    assert (sorted(form.keys()), len(form), form.getlist('a'), form.getfirst('a')) == (['a', 'file', 'note'], 3, ['v\xe9', '2'], 'v\xe9')
    assert form.getvalue('a') == ['v\xe9', '2'] and form.getvalue('none', 5) == 5 and 'none' not in form
    assert [field.value for field in form['a']] == ['v\xe9', '2']
    assert form['a'][0].file.read() == 'v\xe9' and form['a'][0].filename is None and not form['a'][1].type_options
    file, note = form['file'], form['note']
    assert (file.name, file.filename, file.type) == ('file', 'caf\xc3\xa9 "1";2.bin', 'application/octet-stream')
    assert file.value == file.file.read() == '\x00\xff\r\n\n--XXY\r\n\x85'
    file.file.seek(1)
    assert file.file.read() == '\xff\r\n\n--XXY\r\n\x85'
    assert file.disposition == 'form-data' and file.disposition_options['name'] == 'file' and file.done == 0
    assert (note.filename, note.value, note.type_options) == ('plain.txt', 'one\ntwo\r\n', {'charset': 'x'})
    assert note.headers['Content-Disposition'] == 'form-data; name=note; filename=plain.txt'
    assert form['a'][1].done == 1       # the last one
    with pytest.raises(KeyError):
        form['none']


def test_parts_with_nothing_in_them():
    body = b'--XX\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n--XX\r\nContent-Disposition: form-data; name="b"\r\n\r\nx\r\n--XX--'
    form = post(body, 'multipart/form-data; boundary=XX')
    assert [(field.name, field.value) for field in form.list] == [('a', ''), ('b', 'x')]
    assert not post(b'--XX--\r\n', 'multipart/form-data; boundary=XX').keys()


def test_lines_that_end_with_a_line_feed():
    form = post(UPLOAD.replace(b'\r\n', b'\n'), 'multipart/form-data; boundary=XX')
    assert form.getvalue('a') == ['v\xe9', '2'] and form['file'].value == '\x00\xff\n\n--XXY\n\x85'


def test_url_encoded():
    form = post(b'a=1&a=%E9+x&b=&c=\xff;d=2', 'application/x-www-form-urlencoded', {'QUERY_STRING': 'a=9'})
    assert sorted(form.keys())[:2] == ['a', 'c'] and form.getvalue('a') == ['1', '\xe9 x']
    assert form['c'].file is None and form['c'].filename is None and form['c'].type_options == form['c'].disposition_options == {}
    environ = {'REQUEST_METHOD': 'POST', 'CONTENT_LENGTH': '3', 'QUERY_STRING': 'q=9'}
    form = forms.FieldStorage(memory.StringIO('a=1'), environ=environ)
    assert (form.getvalue('a'), form.getvalue('q')) == ('1', '9')
    form = forms.FieldStorage(environ={'REQUEST_METHOD': 'GET', 'QUERY_STRING': 'q=%FF'})
    assert form.getvalue('q') == '\xff' and form.has_key('q')       # noqa: W601 - Python 2's


def test_what_is_no_form():
    form = post(b'{"a": "\xe9=&"}', 'application/json')
    assert form.value == form.file.read() == '{"a": "\xe9=&"}' and form.list is None
    for use in (form.keys, lambda: form['a'], lambda: 'a' in form):
        with pytest.raises(TypeError):
            use()
