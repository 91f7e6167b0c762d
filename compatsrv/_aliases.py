"""compatsrv under the names of the native module, for programs that cannot be edited."""

import sys

from compatsrv._native import ALIASES, six_moves

__all__ = ['install_aliases', 'uninstall_aliases']

_ABSENT = object()
_replaced = {}      # name in sys.modules -> what was there


def install_aliases():
    """Put compatsrv into sys.modules as SocketServer, socketserver and six.moves.socketserver.

    Whatever imports one of them afterwards uses compatsrv; what was imported before
    keeps the native module. A second call changes nothing.
    """
    if _replaced:
        return
    face = sys.modules['compatsrv']
    _replaced['six.moves'] = six_moves.socketserver
    six_moves.socketserver = face
    for name in ALIASES + (six_moves.__name__ + '.socketserver',):
        _replaced[name] = sys.modules.get(name, _ABSENT)
        sys.modules[name] = face


def uninstall_aliases():
    """Put back what install_aliases() replaced; nothing if it was not called."""
    if not _replaced:
        return
    six_moves.socketserver = _replaced.pop('six.moves')
    while _replaced:
        name, module = _replaced.popitem()
        if module is _ABSENT:
            sys.modules.pop(name, None)
        else:
            sys.modules[name] = module
