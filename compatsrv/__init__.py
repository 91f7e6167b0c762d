"""One socketserver for Python 2.7 and 3: the framework with the semantics of the newest CPython, or better.

    from compatsrv import TCPServer, ThreadingMixIn, StreamRequestHandler

All names of the native module stand here, as subclasses of the native classes
and with the same interface, on every interpreter:

- servers: BaseServer, TCPServer, UDPServer, UnixStreamServer, UnixDatagramServer;
- mix-ins: ThreadingMixIn, ForkingMixIn, and the combined classes, from
  ThreadingTCPServer to ForkingUnixDatagramServer;
- handlers: BaseRequestHandler, StreamRequestHandler, DatagramRequestHandler;
  with Native before the name for native strings, with Text for text; NativeStringMixIn;
- ThreadPoolMixIn and PreForkMixIn, with combined classes, for threads and processes that are kept;
- TLSMixIn, for all stream servers.

Those that need fork() or Unix sockets are missing where the platform has none.
`native` is the interpreter's own module; install_aliases() makes programs that
import that use this. n(), b() and binary() make strings, socket() and connect()
sockets for programs that run on both Pythons.
"""

from compatsrv import _handlers, _mixins, _servers, _tls, _workers
from compatsrv._aliases import install_aliases, uninstall_aliases
from compatsrv._handlers import *       # noqa: F403
from compatsrv._mixins import *         # noqa: F403
from compatsrv._native import native    # noqa: F401 - deliberately not in __all__
from compatsrv._servers import *        # noqa: F403
from compatsrv._strings import b, binary, connect, n, socket    # noqa: F401 - too short to come with a *
from compatsrv._tls import *            # noqa: F403
from compatsrv._workers import *        # noqa: F403

__version__ = '0.1.0'
__all__ = (_servers.__all__ + _mixins.__all__ + _workers.__all__ + _handlers.__all__ + _tls.__all__
           + ['install_aliases', 'uninstall_aliases'])

for _name in __all__:
    globals()[_name].__module__ = __name__
