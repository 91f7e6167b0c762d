"""Which native module, and which Python: the one place that knows.

It alone imports six and it alone asks for a version. The rest of the runtime
asks for names and capabilities that stand here:

native          the interpreter's own SocketServer or socketserver
ALIASES         the names under which programs import that module
SOCKET_ERRORS   what sockets, select and poll raise when the system refuses
monotonic()     seconds on a clock that nobody sets
get_ident()     the identity of the running thread
fatal()         is the exception being handled one that must end its thread?
reraise()       raise what sys.exc_info() has told, with its traceback
interrupted()   is it a system call that a signal cut short?
would_block()   is it that a socket is not ready?
load_thread_end()   see to it that the end of a thread needs no descriptor
keep_private()  keep a socket from being inherited by programs that we start
byte_view()     the bytes of any buffer, and TypeError for all else
text_type       unicode on 2.7, str on Python 3
"""

import errno
import os
import select
import sys
import time

import six
from six.moves import socketserver as native
from six.moves._thread import get_ident

__all__ = ['ALIASES', 'SOCKET_ERRORS', 'byte_view', 'fatal', 'get_ident', 'interrupted',
           'keep_private', 'load_thread_end', 'monotonic', 'native', 'reraise', 'six_moves', 'text_type', 'would_block']

ALIASES = ('SocketServer', 'socketserver')
reraise = six.reraise
six_moves = six.moves
text_type = six.text_type

# One class on Python 3 (PEP 3151); on 2.7 select.error is no EnvironmentError.
SOCKET_ERRORS = (EnvironmentError, select.error)

try:
    monotonic = time.monotonic
except AttributeError:
    def monotonic():
        """Seconds since some moment in the past, to a hundredth: times(2) is not moved by who sets the clock."""
        return os.times()[4]


def fatal():
    """True while handling an exception that no handle_error may swallow.

    KeyboardInterrupt, SystemExit, GeneratorExit and whatever else derives from
    BaseException alone end the loop, thread or child that they reach, as in
    Python 3. Instances of old-style classes, which 2.7 can raise, do not.
    """
    error = sys.exc_info()[1]
    return isinstance(error, BaseException) and not isinstance(error, Exception)


def interrupted(error):
    """True if error says that a signal cut a system call short (PEP 475 ended that in 3.5)."""
    return error.args[:1] == (errno.EINTR,)


def would_block(error):
    """True if error says that a socket is non-blocking and not ready; socket.timeout, of one that waits, does not."""
    return error.args[:1] in ((errno.EAGAIN,), (errno.EWOULDBLOCK,))


def load_thread_end():
    """Load now what the end of a thread needs.

    Before 3.9.6 a thread ends in pthread_exit(), which loads libgcc_s at its first call and
    aborts the process when there is no descriptor left for that (bpo-44434).
    """
    if (3,) < sys.version_info < (3, 9, 6):
        try:
            import ctypes
            ctypes.CDLL('libgcc_s.so.1')
        except (ImportError, OSError):      # another libc, which needs none
            pass


if six.PY2:
    try:
        from fcntl import F_SETFD, FD_CLOEXEC, fcntl

        def keep_private(sock, fcntl=fcntl, command=F_SETFD, flag=FD_CLOEXEC):
            """Set close-on-exec on sock, as every socket has it since Python 3.4 (PEP 446)."""
            fcntl(sock.fileno(), command, flag)     # there is no other such flag that it might clear
    except ImportError:
        def keep_private(sock):
            """Nothing to do: on Windows 2.7's sockets are not inherited by default."""

    def byte_view(data):
        """The bytes of a buffer. data: anything with the buffer interface but text. TypeError for all else."""
        if isinstance(data, six.text_type):
            raise TypeError("a bytes-like object is required, not 'unicode'")
        if isinstance(data, bytes):
            return data
        if isinstance(data, memoryview):
            return data.tobytes()
        return bytes(buffer(data))      # noqa: F821 - 2.7's memoryview refuses array.array
else:
    def keep_private(sock):
        """Nothing to do: since PEP 446 Python makes no socket that programs inherit."""

    def byte_view(data):
        """The bytes of a buffer as a memoryview of bytes. TypeError for what is no buffer."""
        view = memoryview(data)
        if view.format == 'B' and view.ndim == 1 and view.contiguous:
            return view
        return view.cast('B') if view.c_contiguous else memoryview(view.tobytes())
