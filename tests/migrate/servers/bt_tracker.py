#!/usr/bin/env python
# BitTorrent tracker: bencoding, compact peers, scrape.
import BaseHTTPServer, SocketServer, cgi, socket, struct, sha, sys, threading, time, types, urllib, urlparse
from types import StringType, IntType, LongType, DictType, ListType, TupleType
from binascii import b2a_hex

def decode_int(x, f):
    f += 1
    newf = x.index('e', f)
    try:
        n = int(x[f:newf])
    except (OverflowError, ValueError):
        n = long(x[f:newf])
    if x[f] == '-':
        if x[f + 1] == '0':
            raise ValueError
    elif x[f] == '0' and newf != f + 1:
        raise ValueError
    return (n, newf + 1)

def decode_string(x, f):
    colon = x.index(':', f)
    n = int(x[f:colon])
    colon += 1
    return (x[colon:colon + n], colon + n)

def decode_list(x, f):
    r, f = [], f + 1
    while x[f] != 'e':
        v, f = decode_func[x[f]](x, f)
        r.append(v)
    return (r, f + 1)

def decode_dict(x, f):
    r, f = {}, f + 1
    lastkey = None
    while x[f] != 'e':
        k, f = decode_string(x, f)
        if lastkey >= k:
            raise ValueError, 'unsorted'
        lastkey = k
        r[k], f = decode_func[x[f]](x, f)
    return (r, f + 1)

decode_func = {'l': decode_list, 'd': decode_dict, 'i': decode_int}
for c in '0123456789':
    decode_func[c] = decode_string

def bdecode(x):
    try:
        r, l = decode_func[x[0]](x, 0)
    except (IndexError, KeyError, ValueError):
        raise ValueError, "not a valid bencoded string"
    if l != len(x):
        raise ValueError("invalid bencoded value (data after valid prefix)")
    return r

class Bencached(object):
    __slots__ = ['bencoded']
    def __init__(self, s): self.bencoded = s

def encode_dict(x, r):
    r.append('d')
    ilist = x.items()
    ilist.sort()
    for k, v in ilist:
        r.extend((str(len(k)), ':', k))
        encode_func[type(v)](v, r)
    r.append('e')

encode_func = {
    type(Bencached(0)): lambda x, r: r.append(x.bencoded),
    IntType: lambda x, r: r.extend(('i', str(x), 'e')),
    LongType: lambda x, r: r.extend(('i', str(x), 'e')),
    StringType: lambda x, r: r.extend((str(len(x)), ':', x)),
    ListType: lambda x, r: (r.append('l'), [encode_func[type(i)](i, r) for i in x], r.append('e')),
    DictType: encode_dict,
}
encode_func[TupleType] = encode_func[ListType]
if hasattr(types, 'BooleanType'):
    encode_func[types.BooleanType] = lambda x, r: encode_func[IntType](int(x), r)

def bencode(x):
    r = []
    encode_func[type(x)](x, r)
    return ''.join(r)

torrents = {}

class Tracker(BaseHTTPServer.BaseHTTPRequestHandler):
    server_version, sys_version = 'tracker/0.1', ''

    def log_request(self, code='-', size='-'):
        print '"%s" %s' % (self.requestline, code)

    def do_GET(self):
        path, query = urllib.splitquery(self.path)
        self.args = {}
        for pair in (query or '').split('&'):
            if '=' in pair:
                i = pair.index('=')
                self.args.setdefault(urllib.unquote(pair[:i]), []).append(urllib.unquote_plus(pair[i + 1:]))
        try:
            try:
                answer = {'/announce': self.announce, '/scrape': self.scrape, '/info': self.info}[path]()
            except KeyError, e:
                answer = {'failure reason': 'missing ' + e.args[0]}
            self.send_response(200)
        except ValueError, e:
            self.send_response(400)
            answer = {'failure reason': str(e)}
        data = bencode(answer)
        self.send_header('Content-Type', 'text/plain')
        self.send_header('Content-Length', `len(data)`)
        self.end_headers()
        self.wfile.write(data)

    def announce(self):
        info_hash = self.args['info_hash'][0]
        if len(info_hash) != 20:
            raise ValueError, 'info_hash of %d' % len(info_hash)
        peers = torrents.setdefault(info_hash, {})
        peer_id = self.args['peer_id'][0]
        ip = self.args.get('ip', [self.client_address[0]])[0]
        peers[peer_id] = (ip, int(self.args['port'][0]), self.args.get('left', ['1'])[0] == '0')
        if self.args.get('compact') == ['1']:
            found = ''.join([socket.inet_aton(i) + struct.pack('!H', p) for i, p, done in [peers[k] for k in sorted(peers)]])
        else:
            found = [{'peer id': k, 'ip': v[0], 'port': v[1]} for k, v in sorted(peers.iteritems())]
        return {'interval': 3600 / 7, 'peers': found, 'done': self.args.has_key('event')}

    def scrape(self):
        files = {}
        for h, peers in torrents.items():
            done = len(filter(lambda p: p[2], peers.values()))
            files[h] = {'complete': done, 'incomplete': len(peers) - done, 'downloaded': 0L}
        return {'files': files, 'flags': (1, Bencached('4:\xff\xfe\x00\x01'))}

    def info(self):
        d = bdecode(self.args['torrent'][0])
        raw = bencode(d['info'])
        return {'hash': sha.new(raw).digest(), 'hex': b2a_hex(sha.sha(raw).digest()), 'name': d['info'].get('name', ''), 'same': raw in self.args['torrent'][0]}

class Server(SocketServer.ThreadingMixIn, BaseHTTPServer.HTTPServer):
    daemon_threads = 1

if __name__ == '__main__':
    httpd = Server(('127.0.0.1', 0), Tracker)
    print 'tracker on port %d' % httpd.server_address[1]
    httpd.serve_forever()
