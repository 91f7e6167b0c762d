"""What cases do with a server: make it, serve it, talk to it, and clean up after it, all in bounded time."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import textwrap
import threading
import time

from compatsrv.conformance.cases import LIMIT, Hung, Mismatch, Task


class Log(object):
    """What was called, in order, by whatever thread."""

    def __init__(self):
        self._changed = threading.Condition()
        self._entries = []

    def __call__(self, entry):
        with self._changed:
            self._entries.append(entry)
            self._changed.notify_all()

    @property
    def entries(self):
        with self._changed:
            return list(self._entries)

    def wait_for(self, entry, times=1, limit=LIMIT):
        """Return the entries as soon as entry is among them; Mismatch after limit seconds."""
        deadline = time.time() + limit
        with self._changed:
            while self._entries.count(entry) < times:
                left = deadline - time.time()
                if left <= 0:
                    raise Mismatch('the calls made within %g s' % limit, 'one of them %r' % (entry,),
                                   repr(self._entries))
                self._changed.wait(left)
            return list(self._entries)


class Kit(object):
    """The module under test and all that a case needs; close() undoes it, last things first."""

    def __init__(self, module):
        self.module = module
        self._undo = []

    def close(self):
        while self._undo:
            try:
                self._undo.pop()()
            except Exception:
                pass    # what is broken here has failed in the case already

    def at_end(self, function, *args):
        """Call function at the end of the case."""
        self._undo.append(lambda: function(*args))

    def log(self):
        return Log()

    def path(self):
        """A fresh path for a Unix socket, short enough for one."""
        directory = tempfile.mkdtemp(prefix='cs')
        self.at_end(shutil.rmtree, directory, True)
        return os.path.join(directory, 's')

    def handler(self, base='BaseRequestHandler', **members):
        """A handler class with the given members, derived from the module's class `base`."""
        return _derive('Handler', getattr(self.module, base), members)

    def make(self, cls='TCPServer', handler=None, bind_and_activate=True, address=None, **members):
        """A server of the module's class (or of the class given) with more members, on an address of its own."""
        cls = getattr(self.module, cls) if isinstance(cls, str) else cls
        if members:
            cls = _derive('Server', cls, members)
        if address is None:
            unix = cls.address_family == getattr(socket, 'AF_UNIX', None)
            address = self.path() if unix else ('127.0.0.1', 0)
        server = cls(address, handler or self.module.BaseRequestHandler, bind_and_activate)
        self.at_end(Task, 'server_close', server.server_close)
        return server

    def serve(self, server, poll_interval=0.05):
        """Run serve_forever in a thread and return that Task; it is shut down at the end of the case."""
        task = Task('serve_forever', server.serve_forever, poll_interval)
        self.at_end(self._end, server, task)
        return task

    def _end(self, server, task):
        if task.is_alive():
            Task('shutdown', server.shutdown).join(LIMIT)
            task.join(LIMIT)

    def running(self, cls='TCPServer', handler=None, **members):
        """make() and serve(): the server, which takes requests."""
        server = self.make(cls, handler, **members)
        self.serve(server)
        return server

    def connect(self, server):
        """A client socket, with a timeout, connected to server."""
        client = self.client(server)
        client.connect(server.server_address)
        return client

    def client(self, server):
        """An unconnected client socket of server's kind; one for Unix datagrams has an address of its own."""
        client = socket.socket(server.address_family, server.socket_type)
        self.at_end(client.close)
        client.settimeout(LIMIT)
        if server.socket_type == socket.SOCK_DGRAM and not isinstance(server.server_address, tuple):
            client.bind(self.path())
        return client

    def talk(self, server, payload):
        """Send payload and return the answer: of a datagram server a datagram, else all until the end."""
        client = self.connect(server)
        if server.socket_type == socket.SOCK_DGRAM:
            client.send(payload)
            return client.recv(65536)
        try:
            client.sendall(payload)
            client.shutdown(socket.SHUT_WR)
        except socket.error:
            pass        # a server may answer and close before it has got all
        return self.read_all(client)

    def read_all(self, client):
        """All that client receives until the other side closes."""
        parts = []
        while True:
            part = client.recv(65536)
            if not part:
                client.close()
                return b''.join(parts)
            parts.append(part)

    def script(self, source, *args, **options):
        """Run Python source in a process of its own, for what needs the main thread, signals or a process's end.

        sys.argv[1:] is the module's name and args. Returns (status, stdout, stderr), the last two bytes.
        limit: seconds, after which it is killed and Hung is raised.
        """
        limit = options.pop('limit', LIMIT)
        environ = dict(os.environ)
        environ.pop('PYTHONUNBUFFERED', None)   # it hides output lost in buffers
        # The same sys.path, so that a checkout tests itself.
        environ['PYTHONPATH'] = os.pathsep.join(path for path in sys.path if path)
        command = [sys.executable, '-c', textwrap.dedent(source), self.module.__name__] + list(args)
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env=environ)
        task = Task('script', process.communicate, b'')
        try:
            out, err = task.result(limit)
        except Hung:
            process.kill()
            out, err = task.result()
            raise Mismatch('a script', 'an end within %g s' % limit,
                           'it still ran; stderr: %s' % err.decode('latin-1'))
        return process.returncode, out, err


def _derive(name, cls, members):
    # type(cls), for the native classes of 2.7 are classic: what is no class of type() is made by its own kind.
    return type(cls)(name, (cls,), members)


def echo(handler):
    """A handle(): sends a datagram back, or a stream until its end."""
    if isinstance(handler.request, tuple):
        data, sock = handler.request
        sock.sendto(data, handler.client_address)
        return
    handler.request.settimeout(LIMIT)
    while True:
        data = handler.request.recv(4096)
        if not data:
            return
        handler.request.sendall(data)
