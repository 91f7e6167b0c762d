"""compatsrv serve: a request handler on an address."""

import argparse
import importlib
import os
import re
import signal
import socket
import sys
import time
import traceback
import types

import compatsrv
from compatsrv.cli import Error, at_least_one, command_parser

GRACE = 1.0     # seconds that running requests get after SIGINT or SIGTERM, unless --drain says otherwise
KINDS = {'tcp': 'TCPServer', 'udp': 'UDPServer', 'unix': 'UnixStreamServer', 'unixgram': 'UnixDatagramServer'}


def run(argv):
    """Serve until SIGINT or SIGTERM; return 0."""
    parser = command_parser(
        'serve', description='Serve a request handler, written for SocketServer or socketserver,\non an address.',
        epilog='examples:\n  compatsrv serve echo.py:EchoHandler --bind tcp:127.0.0.1:7000\n'
               '  compatsrv serve package.module:Handler --bind unix:/run/it.sock --threads\n\n'
               'It prints one line with the address as soon as it listens; port 0 is any free\n'
               'port. SIGINT and SIGTERM end it with exit status 0; running requests get a\n'
               'second, or those of --drain. With --processes SIGHUP replaces the processes:\n'
               'new ones are up before the old ones stop. Exit status 2: it could not begin.')
    parser.add_argument('target', metavar='TARGET', help='module:Handler or path.py:Handler')
    parser.add_argument('--bind', metavar='ADDRESS', required=True,
                        help='tcp:HOST:PORT, udp:HOST:PORT, unix:PATH or unixgram:PATH')
    many = parser.add_mutually_exclusive_group()
    many.add_argument('--threads', action='store_const', dest='kind', const='Threading',
                      help='handle each request in a thread')
    many.add_argument('--pool', metavar='N', type=at_least_one,
                      help='handle requests in threads that are kept, N at most')
    many.add_argument('--fork', action='store_const', dest='kind', const='Forking',
                      help='handle each request in a child process')
    parser.add_argument('--processes', metavar='N', type=at_least_one,
                        help='serve in N processes that share the address; with --threads or --pool each has its threads')
    parser.add_argument('--drain', metavar='SECONDS', type=seconds, default=GRACE,
                        help='how long running requests may go on after SIGINT or SIGTERM (%(default)g)')
    parser.add_argument('--tls', nargs=2, metavar=('CERT', 'KEY'),
                        help='over TLS: the files of the certificate chain and of its key (tcp and unix)')
    parser.add_argument('--native-strings', action='store_true',
                        help='the handler was written for Python 2: what it receives acts as Python 2\'s str')
    options = parser.parse_args(argv)
    scheme, address = parse_address(options.bind)
    mixins = choose_mixins(options)
    if not hasattr(compatsrv, KINDS[scheme]):
        raise Error('there is no %s on this platform' % KINDS[scheme])
    handler = load(options.target)
    if options.native_strings:
        handler = with_native_strings(handler)
    if options.tls and scheme not in ('tcp', 'unix'):
        raise Error('--tls: not for %s' % scheme)
    server = bind(mixins + [KINDS[scheme]], address, handler, options)
    try:
        return serve(server, '%s on %s' % (options.target, format_address(scheme, server.server_address)), options.drain)
    finally:
        server.server_close()
        if scheme.startswith('unix') and os.path.exists(address):
            os.unlink(address)


def seconds(text):
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not 0 <= number < float('inf'):
        raise argparse.ArgumentTypeError('%s: no number of seconds' % text)
    return number


def choose_mixins(options):
    """Return the names of the mix-ins that the options ask for, in their order. Raises Error."""
    if options.processes and options.kind == 'Forking':
        raise Error('--processes: not with --fork')
    names = []
    if options.tls:
        names.append('TLSMixIn')
    if options.processes:
        names.append('PreForkMixIn')
    if options.pool:
        names.append('ThreadPoolMixIn')
    if options.kind:
        names.append(options.kind + 'MixIn')
    for name in names:
        if not hasattr(compatsrv, name):
            raise Error('there is no %s on this platform' % name)
    return names


def parse_address(text):
    """Return (scheme, address for a server) of text such as tcp:127.0.0.1:80. Raises Error."""
    scheme, _, rest = text.partition(':')
    if scheme in ('unix', 'unixgram') and rest:
        return scheme, rest
    match = re.match(r'(\[[^]]*\]|[^:]*):([0-9]+)$', rest)
    if scheme not in KINDS or not match:
        raise Error('--bind %s: no address; say tcp:HOST:PORT, udp:HOST:PORT, unix:PATH or unixgram:PATH' % text)
    host, port = match.group(1).strip('[]'), int(match.group(2))
    if port > 65535:
        raise Error('--bind %s: port %d is above 65535' % (text, port))
    return scheme, (host, port)


def format_address(scheme, address):
    """The inverse of parse_address()."""
    if not isinstance(address, tuple):
        return '%s:%s' % (scheme, address)
    host = '[%s]' % address[0] if ':' in address[0] else address[0]
    return '%s:%s:%d' % (scheme, host, address[1])


def load(target):
    """Return the handler class that target names. Raises Error."""
    place, _, name = target.rpartition(':')
    if not place or not name or (place.startswith('.') and not place.endswith('.py')):
        raise Error('%s: no target; say module:Handler or path.py:Handler' % target)
    # So that what the target imports under the native names is compatsrv as well.
    compatsrv.install_aliases()
    try:
        module = load_file(place) if place.endswith('.py') else load_module(place)
    except Error:
        raise
    except SyntaxError as error:
        hint = '' if str is bytes else '; for Python 2 source there is compatsrv migrate'
        raise Error('%s:%s: %s%s' % (error.filename or place, error.lineno or 1, error.msg, hint))
    except (Exception, SystemExit) as error:
        last = traceback.extract_tb(sys.exc_info()[2])[-1]
        # This knows of errors that cannot be printed, and of those of more than one line.
        said = ' '.join(''.join(traceback.format_exception_only(type(error), error)).split())
        raise Error('%s: cannot load it: %s (%s, line %d)' % (place, said, os.path.basename(last[0]), last[1]))
    handler = getattr(module, name, None)
    if handler is None:
        raise Error('%s: %s has no %s' % (target, place, name))
    if not (isinstance(handler, type(compatsrv.native.BaseRequestHandler)) or isinstance(handler, type)) \
            or not issubclass(handler, compatsrv.native.BaseRequestHandler):
        raise Error('%s: %s is no request handler class' % (target, name))
    return handler


def load_module(name):
    sys.path.insert(0, os.getcwd())
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise Error('%s: cannot import it: %s' % (name, error))


def load_file(path):
    """Run the file as a module, as an import would: what stands under `if __name__ == '__main__'` does not run."""
    try:
        with open(path, 'rb') as file:
            source = file.read()
    except EnvironmentError as error:
        raise Error('%s: %s' % (path, error.strerror))
    if b'\0' in source:
        raise Error('%s: a null byte: no Python source' % path)
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    name = os.path.splitext(os.path.basename(path))[0]
    module = types.ModuleType(name)
    module.__file__ = path
    # In sys.modules, for pickle and typing look there; not over a module of the same name that is loaded.
    sys.modules.setdefault(name, module)
    exec(compile(source, path, 'exec', 0, True), module.__dict__)
    return module


def with_native_strings(handler):
    """The handler class, dealing in native strings."""
    name = str(handler.__name__)
    return type(compatsrv.NativeStringMixIn)(name, (compatsrv.NativeStringMixIn, handler),
                                             {'__module__': handler.__module__, '__doc__': handler.__doc__})


def bind(names, address, handler, options):
    """Return the listening server, of a class made of those of compatsrv named. Raises Error."""
    members = {'allow_reuse_address': True, 'daemon_threads': True, 'close_timeout': options.drain}
    if isinstance(address, tuple) and ':' in address[0]:
        members['address_family'] = socket.AF_INET6
    if options.tls:
        members['ssl_context'] = tls_context(*options.tls)
    if options.pool:
        members['pool_size'] = options.pool
    if options.processes:
        members['processes'] = options.processes
    bases = tuple(getattr(compatsrv, name) for name in names)
    cls = type(compatsrv.TCPServer)(str(''.join(names).replace('MixIn', '')), bases, members)
    try:
        return cls(address, handler)
    except (EnvironmentError, OverflowError, UnicodeError) as error:
        raise Error('--bind %s: %s' % (options.bind, getattr(error, 'strerror', None) or error))


def tls_context(certificate, key):
    """An ssl.SSLContext of these files. Raises Error."""
    import ssl
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    for path in (certificate, key):
        try:
            open(path, 'rb').close()
        except EnvironmentError as error:
            raise Error('--tls %s: %s' % (path, error.strerror))
    try:
        context.load_cert_chain(certificate, key)
    except EnvironmentError as error:       # as ssl.SSLError is, which names no file
        raise Error('--tls %s %s: no certificate and key: %s' % (certificate, key, error))
    return context


def serve(server, what, grace):
    """Serve until a signal comes; then running requests get grace seconds. Raises Error if workers cannot start."""
    stopped = []

    def stop(signum, frame):
        stopped.append(time.time())
        server.shutdown()       # does not block: the loop is in this thread

    def left():
        """Of grace, which begins with the first signal, not anew with each thing that waits."""
        return max(0, grace - (time.time() - stopped[0])) if stopped else grace

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    print('serving ' + what)
    sys.stdout.flush()
    try:
        server.serve_forever()
    except RuntimeError as error:
        raise Error(error)
    server.drain(left())
    server.close_timeout = left()
    return 0
