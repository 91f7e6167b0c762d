"""What this machine and interpreter can do, each found out by trying it."""

import os
import shutil
import signal
import socket
import sys
import tempfile

PROBES = {}     # name -> function that raises, with the reason, where there is no such thing


def probe(function):
    PROBES[function.__name__] = function
    return function


@probe
def fork():
    if not hasattr(os, 'fork'):
        raise OSError('no os.fork')


@probe
def unix():
    if not hasattr(socket, 'AF_UNIX'):
        raise OSError('no socket.AF_UNIX')
    directory = tempfile.mkdtemp()
    try:
        _bind(socket.AF_UNIX, os.path.join(directory, 's'))
    finally:
        shutil.rmtree(directory, ignore_errors=True)


@probe
def abstract_unix():
    unix()
    _bind(socket.AF_UNIX, b'\0compatsrv-probe-%d' % os.getpid())


@probe
def ipv6():
    _bind(socket.AF_INET6, ('::1', 0))


@probe
def reuse_port():
    sock = socket.socket()
    try:
        if not hasattr(socket, 'SO_REUSEPORT'):
            raise OSError('no socket.SO_REUSEPORT')
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    finally:
        sock.close()


@probe
def signals():
    if not hasattr(signal, 'setitimer'):
        raise OSError('no signal.setitimer')


@probe
def signal_masks():
    signals()
    if not hasattr(signal, 'pthread_sigmask'):
        raise OSError('no signal.pthread_sigmask')


@probe
def tls():
    import ssl
    ssl.SSLContext(ssl.PROTOCOL_SSLv23 if not hasattr(ssl, 'PROTOCOL_TLS_SERVER') else ssl.PROTOCOL_TLS_SERVER)


@probe
def descriptor_flags():
    import fcntl    # noqa: F401 - it is the probe


@probe
def resource_limits():
    import resource     # noqa: F401 - it is the probe


@probe
def many_descriptors():
    import resource
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if hard != resource.RLIM_INFINITY and hard < 1200:
        raise OSError('the hard limit of descriptors is %d' % hard)


@probe
def procfs():
    os.listdir('/proc/self/fd')


@probe
def subprocesses():
    if not sys.executable:
        raise OSError('no sys.executable')


def _bind(family, address):
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.bind(address)
    finally:
        sock.close()


def lacking():
    """Run all probes; return {name: reason} of what is missing here."""
    missing = {}
    for name, function in PROBES.items():
        try:
            function()
        except Exception as error:
            missing[name] = '%s: %s' % (name, error)
    return missing
