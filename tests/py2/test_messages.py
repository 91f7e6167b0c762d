"""Headers, as rfc822 and mimetools have them: on 2.7 these tests are of the originals."""

import pytest

from compatsrv import n
from compatsrv.py2 import memory, messages

HEAD = n(b'A: 1\r\nFolded: one\r\n\ttwo\r\n three \r\nX-L: caf\xc3\xa9\xff\r\na: 2\r\nFrom: Joe Caf\xe9 <joe@x.org>\r\nTo: a@b, "C, d" <c@d>\r\n'
         b'Date: Mon, 20 Nov 1995 19:12:08 -0500\r\nContent-Type: Text/HTML; CharSet="utf-8"; q=x\r\n\r\nbody')


@pytest.fixture
def message():
    return messages.Message(memory.StringIO(HEAD))


def test_lines(message):
    assert message.headers[:5] == ['A: 1\r\n', 'Folded: one\r\n', '\ttwo\r\n', ' three \r\n', 'X-L: caf\xc3\xa9\xff\r\n']
    assert message.getallmatchingheaders('folded') == ['Folded: one\r\n', '\ttwo\r\n', ' three \r\n']
    assert message.getallmatchingheaders('a') == ['A: 1\r\n', 'a: 2\r\n'] and message.getallmatchingheaders('none') == []
    assert message.getfirstmatchingheader('a') == ['A: 1\r\n'] and message.getfirstmatchingheader('none') == []
    assert message.getrawheader('A') == ' 1\r\n' and message.getrawheader('folded') == ' one\r\n\ttwo\r\n three \r\n'
    assert message.getrawheader('none') is None
    assert str(message) == HEAD[:-6]


def test_values(message):
    assert message['folded'] == message.getheader('Folded') == message.dict['folded'] == 'one\n two\n three'
    assert message.getheaders('folded') == ['one\n two\n three'] and message['x-l'].upper() == 'CAF\xc3\xa9\xff'
    assert len(message) == len(message.keys()) == 7 and message and len(message.items()) == 7
    assert message.setdefault('a', '3') == '2' and message.setdefault('New', '3') == message['new'] == '3'
    assert message.isheader('Some: x') == 'some' and not message.isheader('none')
    assert (message.unixfrom, message.status) == ('', '')


def test_addresses_and_dates(message):
    assert message.getaddr('from') == ('Joe Caf\xe9', 'joe@x.org') and message.getaddr('none') == (None, None)
    assert message.getaddrlist('to') == [('', 'a@b'), ('C, d', 'c@d')] and message.getaddrlist('none') == []
    assert message.getdate('date') == (1995, 11, 20, 19, 12, 8, 0, 1, 0) and message.getdate('none') is None
    assert message.getdate_tz('date') == (1995, 11, 20, 19, 12, 8, 0, 1, 0, -18000) and message.getdate_tz('a') is None


def test_parameters(message):
    assert (message.gettype(), message.getmaintype(), message.getsubtype()) == ('text/html', 'text', 'html')
    assert (message.type, message.maintype, message.subtype) == ('text/html', 'text', 'html')
    assert message.plist == message.getplist() == ['charset="utf-8"', 'q=x'] and message.getparamnames() == ['charset', 'q']
    assert message.getparam('Charset') == 'utf-8' and message.getparam('none') is None
