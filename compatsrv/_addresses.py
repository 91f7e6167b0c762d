"""Addresses: what a server makes of the one that it is given.

The rules of this file:
- what is served, or is no socket, is never removed;
- only what this server has bound itself is removed at its end.
"""

import errno
import os
import socket
import stat
import time

YOUNG, SECOND_LOOK = 1.0, 0.05      # seconds


def as_path(address):
    """The path of a path object (PEP 519, here for all versions); anything else as it is."""
    fspath = getattr(type(address), '__fspath__', None)
    return address if fspath is None else fspath(address)


def is_ipv6(address):
    """True if address is a tuple whose host is an IPv6 literal, with or without a zone."""
    if not isinstance(address, tuple) or not address or ':' not in str(address[0]):
        return False
    try:
        socket.getaddrinfo(address[0], None, socket.AF_INET6, 0, 0, socket.AI_NUMERICHOST)
    except (socket.error, UnicodeError, TypeError):
        return False
    return True


def both_families(address):
    """The IPv6 address that stands for any address of both families; ValueError if address is another."""
    if not isinstance(address, tuple) or address[0] not in ('', '::', '0.0.0.0'):
        raise ValueError('dual_stack: the address is %r; to serve IPv4 and IPv6 it has to be (\'\', port)' % (address,))
    return ('::',) + tuple(address[1:])


def identity(address):
    """What tells the file at a Unix socket's path from any other; None if there is none there."""
    if isinstance(address, tuple) or not address or address[:1] in (b'\0', u'\0'):
        return None
    try:
        found = os.stat(address)
    except (EnvironmentError, TypeError, ValueError):   # the last two: bind() takes a NUL in a path, but stat() does not
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISSOCK(found.st_mode) else None


def bound_file(address):
    """The arguments of remove() for the socket file that has just been bound; None if there is none."""
    found = identity(address)
    return None if found is None else (os.path.abspath(address), found)     # a daemon leaves its directory


def remove(address, expected):
    """Remove the socket file at the path if it is still the expected one."""
    if identity(address) == expected:
        try:
            os.unlink(address)
        except EnvironmentError:
            pass


def remove_dead(address, kind):
    """Remove the socket file that a server which is gone has left at the path; True if that was done.

    kind: SOCK_STREAM or SOCK_DGRAM. Only a refused connection proves that nobody has the file bound and
    serves it. A server that starts has bound it before it listens, so a young file gets a second look.
    """
    found = identity(address)
    if found is None or not _refuses(address, kind):
        return False
    if time.time() - os.stat(address).st_mtime < YOUNG:
        time.sleep(SECOND_LOOK)
        if not _refuses(address, kind):
            return False
    remove(address, found)
    return identity(address) is None


def _refuses(address, kind):
    probe = socket.socket(socket.AF_UNIX, kind)
    try:
        probe.setblocking(False)    # a server whose backlog is full would let us wait
        return probe.connect_ex(address) == errno.ECONNREFUSED
    except socket.error:
        return False
    finally:
        probe.close()
