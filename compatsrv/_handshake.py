"""The handshake of TLS over a client's connection, bounded in time.

The ssl module is imported when there is a handshake to do, not before.
"""

from compatsrv import _poll
from compatsrv._native import SOCKET_ERRORS, monotonic

__all__ = ['ERRORS', 'FAILED', 'TIMEOUT', 'shake_hands']

TIMEOUT = 10.0      # seconds
ERRORS = SOCKET_ERRORS + (ValueError,)
FAILED = 'TLS handshake with %s failed: %s'


def shake_hands(request, seconds):
    """Do the handshake of an SSLSocket in seconds in all (None: no limit). Raises ERRORS."""
    request = getattr(request, 'raw', request)      # of native strings
    timeout = request.gettimeout()
    request.settimeout(0)
    _step_by_step(request, None if seconds is None else monotonic() + seconds)
    request.settimeout(timeout)
    request.do_handshake_on_connect = True      # nothing is left to do


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
