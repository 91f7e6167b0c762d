"""As many processes as processors, and a listener for each."""

import os
import socket

from compatsrv._native import keep_private

__all__ = ['cores', 'more_listeners']


def cores():
    """How many processors this process may use."""
    if hasattr(os, 'sched_getaffinity'):
        return len(os.sched_getaffinity(0))
    return os.sysconf('SC_NPROCESSORS_ONLN')


def more_listeners(server, count):
    """Listeners for count children beside the server's own if it has one with SO_REUSEPORT, else none."""
    first = getattr(server, 'socket', None)
    option = getattr(socket, 'SO_REUSEPORT', None)
    if (type(first) is not socket.socket or option is None or not server.allow_reuse_port
            or not first.getsockopt(socket.SOL_SOCKET, option)):
        return []
    return [_another(first, server.request_queue_size) for _ in range(count - 1)]


def _another(listener, backlog):
    """A listener on the same address, with the same options."""
    same = socket.socket(listener.family, listener.type, listener.proto)
    keep_private(same)
    options = [(socket.SOL_SOCKET, socket.SO_REUSEADDR), (socket.SOL_SOCKET, socket.SO_REUSEPORT)]
    if listener.family == socket.AF_INET6:
        options.append((socket.IPPROTO_IPV6, socket.IPV6_V6ONLY))
    for option in options:
        same.setsockopt(*(option + (listener.getsockopt(*option),)))
    same.bind(listener.getsockname())
    if listener.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_STREAM:
        same.listen(backlog)
        same.setblocking(False)
    return same
