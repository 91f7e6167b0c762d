"""Where the classes of compatsrv stand: each native class is directly preceded by its twin."""

import abc
import inspect

import pytest
from six.moves import BaseHTTPServer

import compatsrv
from compatsrv import native
from compatsrv._twins import _TWINS, beyond


def derive(*bases):
    kind = type(next(base for base in bases if isinstance(base, type)))
    return kind('Derived', bases, {})


def order(cls):
    return [base for base in inspect.getmro(cls) if base is not object]


class UserMixin(object):
    pass


class UserServer(compatsrv.TCPServer):
    pass


class UserHandler(compatsrv.StreamRequestHandler):
    pass


Abstract = abc.ABCMeta('Abstract', (object,), {})

COMBINATIONS = [
    (compatsrv.TCPServer,),
    (compatsrv.ThreadingUDPServer,),
    (compatsrv.ThreadingMixIn, BaseHTTPServer.HTTPServer),
    (BaseHTTPServer.HTTPServer, compatsrv.ThreadingMixIn),
    (compatsrv.ThreadingMixIn, native.TCPServer),
    (native.ThreadingMixIn, compatsrv.TCPServer),
    (compatsrv.ThreadingMixIn, native.ThreadingTCPServer),
    (UserMixin, compatsrv.ThreadingMixIn, BaseHTTPServer.HTTPServer),
    (UserServer, BaseHTTPServer.HTTPServer),
    (Abstract, compatsrv.ThreadingMixIn, native.UDPServer),
    (compatsrv.StreamRequestHandler, BaseHTTPServer.BaseHTTPRequestHandler),
    (UserHandler, BaseHTTPServer.BaseHTTPRequestHandler),
]


@pytest.mark.parametrize('bases', COMBINATIONS, ids=lambda bases: '-'.join(base.__name__ for base in bases))
def test_each_native_class_follows_its_twin(bases):
    mro = order(derive(*bases))
    natives = [cls for cls in mro if cls in _TWINS]
    assert natives
    for cls in natives:
        assert mro[mro.index(cls) - 1] is _TWINS[cls], mro


def test_what_stands_between_wins():
    mro = order(derive(compatsrv.ThreadingMixIn, BaseHTTPServer.HTTPServer))
    assert mro.index(BaseHTTPServer.HTTPServer) < mro.index(compatsrv.TCPServer)
    mro = order(derive(compatsrv.StreamRequestHandler, BaseHTTPServer.BaseHTTPRequestHandler))
    assert mro.index(BaseHTTPServer.BaseHTTPRequestHandler) < mro.index(compatsrv.StreamRequestHandler)


def test_every_public_class_is_the_twin_of_its_namesake():
    for name in native.__all__ + ['BaseServer']:
        if hasattr(compatsrv, name):
            assert _TWINS[getattr(native, name)] is getattr(compatsrv, name)


def test_classes_are_named_as_public():
    for name in compatsrv.__all__:
        assert getattr(compatsrv, name).__module__ == 'compatsrv'
        assert getattr(compatsrv, name).__name__ == name


def test_beyond_says_what_is_missing():
    server = compatsrv.TCPServer(('127.0.0.1', 0), compatsrv.BaseRequestHandler, False)
    try:
        with pytest.raises(AttributeError) as error:
            beyond(native.TCPServer, server, 'no_such_hook')
        assert 'no_such_hook' in str(error.value)
    finally:
        server.server_close()
