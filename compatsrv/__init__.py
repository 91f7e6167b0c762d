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

import sys
import types

from compatsrv._native import native    # noqa: F401 - deliberately not in __all__

__version__ = '0.1.0'

# Any native class may be among the ancestors of a program's class, and is replaced there by its twin: those come together.
_TWINS = ('_servers', '_mixins', '_handlers')
_FURTHER = ('_workers', '_tls', '_aliases', '_strings')


class _Face(types.ModuleType):
    """This module, which imports what it is asked for: PEP 562, which 2.7 and 3.6 do not know."""

    def __getattr__(self, name):
        if name == '__all__':
            self._show(_FURTHER[-1:])
            self.__all__ = self._show(_TWINS + _FURTHER[:-1])       # b and n are too short to come with a *
        elif not name.startswith('_'):      # that would be a submodule, which the caller imports then
            for modules in (_TWINS,) + tuple((module,) for module in _FURTHER):
                self._show(modules)
                if name in vars(self):
                    break
        if name not in vars(self):
            raise AttributeError('module %r has no attribute %r' % (__name__, name))
        return vars(self)[name]

    def __dir__(self):
        return sorted(set(self.__all__).union(vars(self)))

    def _show(self, modules):
        """Import modules; have their public names here, as if they were made here, and return them."""
        names = []
        for module in modules:
            module = '%s.%s' % (__name__, module)
            __import__(module)
            for name in sys.modules[module].__all__:
                value = getattr(sys.modules[module], name)
                value.__module__ = __name__
                vars(self).setdefault(name, value)      # a program, or a test, may have put another one there
                names.append(name)
        return names


try:
    # In its place: a thread that waits for our import has this very module already.
    sys.modules[__name__].__class__ = _Face
except TypeError:       # 2.7, where it has not
    _face = _Face(__name__)
    _face.__dict__.update(globals())
    _face._replaced = sys.modules[__name__]     # which clears the globals of a module that nobody holds
    sys.modules[__name__] = _face
