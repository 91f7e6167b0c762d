"""What the standard library gives and takes on Python 3: names of functions, methods and hooks -> kinds of values.

Modules have their names of Python 3 here; RENAMED leads from the others.
"""

__all__ = ['BYTES_HOOKS', 'HANDLERS', 'RENAMED', 'RESULTS', 'SERVERS', 'WANT_BYTES', 'WANT_TEXT']

RENAMED = {
    'SocketServer': 'socketserver', 'compatsrv': 'socketserver', 'BaseHTTPServer': 'http.server',
    'SimpleHTTPServer': 'http.server', 'CGIHTTPServer': 'http.server', 'SimpleXMLRPCServer': 'xmlrpc.server',
    'DocXMLRPCServer': 'xmlrpc.server', 'httplib': 'http.client', 'urllib2': 'urllib.request', 'Queue': 'queue',
    'thread': '_thread', 'cPickle': 'pickle', 'cStringIO': 'StringIO', 'commands': 'subprocess', 'dummy_thread': '_thread',
    'md5': 'hashlib', 'sha': 'hashlib', 'simplejson': 'json', 'ujson': 'json', 'gevent.socket': 'socket',
    'eventlet.green.socket': 'socket', 'gevent.subprocess': 'subprocess', 'subprocess32': 'subprocess',
}

SERVERS = ('TCPServer', 'UDPServer', 'UnixStreamServer', 'UnixDatagramServer', 'HTTPServer', 'SimpleXMLRPCServer',
           'DocXMLRPCServer', 'WSGIServer', 'BaseServer')
THREADING = ('ThreadingMixIn', 'ThreadingTCPServer', 'ThreadingUDPServer', 'ThreadingUnixStreamServer',
             'ThreadingUnixDatagramServer')
# Bases of handlers, which have request, rfile and wfile
HANDLERS = ('BaseRequestHandler', 'StreamRequestHandler', 'DatagramRequestHandler', 'BaseHTTPRequestHandler',
            'SimpleHTTPRequestHandler', 'CGIHTTPRequestHandler', 'SimpleXMLRPCRequestHandler',
            'DocXMLRPCRequestHandler', 'WSGIRequestHandler')

# Methods that frameworks call with what was received: name -> the place of that parameter, self being 0
BYTES_HOOKS = {'dataReceived': 1, 'lineReceived': 1, 'rawDataReceived': 1, 'datagramReceived': 1, 'data_received': 1,
               'datagram_received': 1, 'collect_incoming_data': 1, 'stringReceived': 1}


def _table(rows):
    return {name: kind for kind, names in rows for name in names.split()}


# function -> what it returns: a kind, or 'list K', or 'pair K L'
RESULTS = _table([
    ('socket', 'socket.socket socket.create_connection socket.fromfd ssl.wrap_socket socket.SocketType '
               'ssl.SSLSocket socket._socketobject socks.socksocket eventlet.listen socket.create_server'),
    ('pair socket socket', 'socket.socketpair'),
    ('native socket', 'socketserver.socket socketserver.connect socketserver.py2.sockets.socket '
                      'socketserver.py2.sockets.create_connection'),
    ('native', 'socketserver.n socketserver.binary'),
    ('b', 'socketserver.b'),
    ('bytes', 'struct.pack base64.b64encode base64.b64decode base64.standard_b64encode base64.standard_b64decode '
              'base64.urlsafe_b64encode base64.urlsafe_b64decode base64.b32encode base64.b32decode base64.b16encode '
              'base64.b16decode base64.encodestring base64.decodestring base64.encodebytes base64.decodebytes '
              'binascii.hexlify binascii.unhexlify binascii.a2b_hex binascii.b2a_hex binascii.a2b_base64 '
              'binascii.b2a_base64 pickle.dumps marshal.dumps zlib.compress zlib.decompress bz2.compress bz2.decompress '
              'os.urandom socket.inet_aton socket.inet_pton subprocess.check_output os.read '
              'hashlib.pbkdf2_hmac ssl.RAND_bytes msgpack.packb msgpack.dumps'),
    ('text', 'str repr unicode chr unichr hex oct bin raw_input format json.dumps time.ctime time.strftime '
             'time.asctime os.getcwd os.getlogin os.path.join os.path.basename os.path.abspath os.path.dirname '
             'socket.gethostname socket.getfqdn socket.gethostbyname socket.inet_ntoa socket.inet_ntop '
             'traceback.format_exc platform.system platform.platform platform.node platform.release '
             'platform.machine platform.uname getpass.getuser getpass.getpass urllib.quote urllib.urlencode urllib.unquote '
             'urllib.quote_plus urllib.unquote_plus urllib.parse.quote urllib.parse.urlencode urllib.parse.unquote '
             'urllib.parse.quote_plus urllib.parse.unquote_plus cgi.escape html.escape subprocess.getoutput '
             'textwrap.dedent os.getenv pprint.pformat xmlrpc.client.dumps xmlrpclib.dumps '
             'mimetypes.guess_extension email.utils.formatdate six.text_type six.u'),
    ('list text', 'os.listdir traceback.format_list traceback.format_exception glob.glob'),
    ('textfile', 'os.popen os.fdopen codecs.open io.StringIO io.TextIOWrapper'),
    ('reader', 'urllib.urlopen urllib.request.urlopen serial.Serial http.client.HTTPResponse gzip.open'),
    ('hash', 'hashlib.md5 hashlib.sha1 hashlib.sha224 hashlib.sha256 hashlib.sha384 hashlib.sha512 hashlib.new '
             'hmac.new hmac.HMAC'),
    ('httpconnection', 'http.client.HTTPConnection http.client.HTTPSConnection http.client.HTTP'),
    ('telnet', 'telnetlib.Telnet'),
    ('file', 'io.BytesIO'),
])

# function -> places of the arguments that must not be str
WANT_BYTES = _table([
    ('0', 'hashlib.md5 hashlib.sha1 hashlib.sha224 hashlib.sha256 hashlib.sha384 hashlib.sha512 base64.b64encode '
          'base64.standard_b64encode base64.urlsafe_b64encode base64.b32encode base64.b16encode base64.encodestring '
          'base64.decodestring base64.encodebytes base64.decodebytes binascii.hexlify binascii.b2a_hex '
          'binascii.b2a_base64 binascii.crc32 zlib.crc32 zlib.adler32 zlib.compress zlib.decompress bz2.compress '
          'bz2.decompress pickle.loads marshal.loads socket.inet_ntoa io.BytesIO bytearray memoryview buffer'),
    ('1', 'hashlib.new os.write struct.unpack socket.inet_ntop urllib.request.Request urllib.request.urlopen '
          'struct.unpack_from'),
    ('0 1', 'hmac.new hmac.HMAC'),
])

# function -> places of the arguments that must not be bytes
WANT_TEXT = _table([
    ('0', 'io.StringIO StringIO.StringIO html.escape cgi.escape importlib.import_module __import__ socket.inet_aton textwrap.dedent '
          'urllib.request.urlopen'),
    ('1', 'getattr hasattr setattr delattr'),
    ('0 1', 'datetime.datetime.strptime datetime.strptime time.strptime fnmatch.fnmatch'),
])
