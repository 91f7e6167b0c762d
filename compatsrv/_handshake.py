"""The handshake of TLS over a client's connection, bounded in time.

The ssl module is imported when there is a handshake to do, not before.
"""

from compatsrv import _poll
from compatsrv._native import SOCKET_ERRORS, monotonic

__all__ = ['ERRORS', 'FAILED', 'TIMEOUT', 'shake_hands', 'suppress_ragged_eofs']

TIMEOUT = 10.0      # seconds
ERRORS = SOCKET_ERRORS + (ValueError,)
OP_IGNORE_UNEXPECTED_EOF = 1 << 7       # as OpenSSL 3 has it
FAILED = 'TLS handshake with %s failed: %s'


def shake_hands(request, seconds):
    """Do the handshake of an SSLSocket in seconds in all (None: no limit). Raises ERRORS."""
    request = getattr(request, 'raw', request)      # of native strings
    timeout = request.gettimeout()
    request.settimeout(0)
    _step_by_step(request, None if seconds is None else monotonic() + seconds)
    request.settimeout(timeout)
    request.do_handshake_on_connect = True      # nothing is left to do


def suppress_ragged_eofs(context):
    """Have the end of a connection without a close_notify be an end, also where OpenSSL is too new for the ssl module.

    Up to 3.7 that does not know the error which OpenSSL 3 has for it (bpo-43794).
    """
    import ssl
    if ssl.OPENSSL_VERSION_INFO >= (3,) and not hasattr(ssl, 'OP_IGNORE_UNEXPECTED_EOF'):
        context.options |= OP_IGNORE_UNEXPECTED_EOF


def _step_by_step(request, deadline):
    import ssl
    while True:
        try:
            request.do_handshake()
            return
        except ssl.SSLWantReadError:
            event = _poll.POLLIN
        except ssl.SSLWantWriteError:
            event = _poll.POLLOUT
        poll = _poll.make_poll()
        poll.register(request.fileno(), event)
        if not _poll.poll_until(poll, deadline):
            raise EnvironmentError('it took too long')
