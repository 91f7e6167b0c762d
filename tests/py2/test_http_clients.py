"""Clients of HTTP, as urllib, urllib2 and httplib are: on 2.7 these tests are of the originals."""

import re
import threading

import pytest

import compatsrv
from compatsrv import n
from compatsrv.py2 import http_clients, urls, urls1

BODY = b'l1\xc3\xa9\nl2\xff\n\n'
ANSWER = b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=x\r\nX-Y: \xe9\xff\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n' \
         b'Content-Length: 10\r\n\r\n' + BODY


class Handler(compatsrv.StreamRequestHandler):
    def handle(self):
        head = b''.join(iter(self.rfile.readline, b'\r\n'))
        length = re.search(br'(?i)content-length: (\d+)', head)
        body = self.rfile.read(int(length.group(1))) if length else b''
        self.server.seen.append((head.split()[0], body))
        self.wfile.write(b'HTTP/1.1 404 no\r\nX-Y: \xe9\r\nContent-Length: 4\r\n\r\ngon\xff' if b'/404' in head else ANSWER)


@pytest.fixture
def server():
    server = compatsrv.ThreadingTCPServer(('127.0.0.1', 0), Handler)
    server.seen, server.url = [], 'http://127.0.0.1:%d' % server.server_address[1]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize('urlopen', [urls.urlopen, urls1.urlopen, lambda url: urls.build_opener().open(url),
                                     lambda url: urls.urlopen(urls.Request(url))], ids=['urllib2', 'urllib', 'opener', 'request'])
def test_the_answer_is_a_file(server, urlopen):
    raw = n(BODY)
    assert urlopen(server.url).read() == raw and urlopen(server.url).read(-1).upper() == raw.upper()
    assert urlopen(server.url).readlines() == list(urlopen(server.url)) == ['l1\xc3\xa9\n', 'l2\xff\n', '\n']
    answer = urlopen(server.url)
    assert (answer.readline(), answer.read(2), answer.read()) == ('l1\xc3\xa9\n', 'l2', '\xff\n\n')
    assert answer.code == answer.getcode() == 200 and answer.geturl() == server.url
    headers = answer.info()
    assert headers.getheader('X-Y') == answer.headers['x-y'] == '\xe9\xff' and headers.gettype() == 'text/html'
    assert answer.headers.get('set-cookie') == headers['Set-Cookie'] == 'a=1, b=2' or urlopen is urls1.urlopen
    answer.close()


def test_what_is_sent(server):
    urls.urlopen(server.url, 'a=\xe9')
    urls1.urlopen(server.url, n('b=\xff'))
    urls.urlopen(urls.Request(server.url, 'c=\xe9', {'X-Q': n('q')}))
    urls.build_opener().open(urls.Request(server.url, n('d=\xe9')))
    urls.build_opener().open(server.url, 'e=\xe9')
    assert server.seen == [(b'POST', b'a=\xe9'), (b'POST', b'b=\xff'), (b'POST', b'c=\xe9'), (b'POST', b'd=\xe9'), (b'POST', b'e=\xe9')]


def test_an_opener_that_is_installed(server):
    urls.install_opener(urls.build_opener(urls.HTTPCookieProcessor()))
    try:
        assert urls.urlopen(server.url).read() == n(BODY)
    finally:
        urls.install_opener(None)


@pytest.mark.parametrize('get', [lambda url: urls.urlopen(url), lambda url: urls.build_opener().open(url)], ids=['urlopen', 'opener'])
def test_errors_of_the_server(server, get):
    with pytest.raises(urls.HTTPError) as caught:
        get(server.url + '/404')
    error = caught.value
    assert (error.code, error.msg, error.hdrs['x-y'], error.info().getheader('X-Y')) == (404, 'no', '\xe9', '\xe9')
    assert (error.readline(2), error.read()) == ('go', 'n\xff')
    assert urls1.urlopen(server.url + '/404').read() == 'gon\xff'
    with pytest.raises(urls.URLError):
        get('http://127.0.0.1:1/')


def test_requests():
    request = urls.Request('http://h:1/p?q', headers={'X-Q': 'q'})
    assert (request.get_method(), request.has_data(), request.get_data()) == ('GET', False, None)
    request.add_data('x\xe9')
    assert (request.get_method(), request.has_data(), request.get_data()) == ('POST', True, 'x\xe9')
    assert (request.get_full_url(), request.get_type(), request.get_host(), request.get_selector()) == ('http://h:1/p?q', 'http', 'h:1', '/p?q')
    assert request.has_header('X-q') and request.get_header('X-q') == 'q' and not request.is_unverifiable()
    request = urls.Request('http://h/', 'a', origin_req_host='o', unverifiable=True)
    assert request.get_data() == 'a' and request.get_origin_req_host() == 'o' and request.is_unverifiable()


def test_httplib(server):
    client = http_clients.HTTPConnection('127.0.0.1', server.server_address[1], timeout=5)
    client.request('POST', '/', 'caf\xe9', {'X': n('v')})
    answer = client.getresponse()
    assert server.seen == [(b'POST', b'caf\xe9')] and (answer.status, answer.reason) == (200, 'OK')
    assert answer.getheader('set-cookie') == answer.msg['Set-Cookie'] == dict(answer.getheaders())['set-cookie'] == 'a=1, b=2'
    assert answer.getheader('x-y') == '\xe9\xff' and answer.msg.getheaders('set-cookie') == ['a=1', 'b=2']
    assert (answer.read(3), answer.read(), answer.read()) == ('l1\xc3', '\xa9\nl2\xff\n\n', '')
