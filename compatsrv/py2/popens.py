"""The module popen2, which is gone, for native strings: popen2(), popen3(), popen4(), Popen3 and Popen4."""

from compatsrv.py2._names import take

if str is bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        import popen2 as _popen2

    take(_popen2, globals())
else:
    from compatsrv.py2.processes import PIPE, STDOUT, Popen, wait_status

    class Popen3(object):
        """A process: tochild, fromchild and, with capturestderr, childerr are files; pid."""

        def __init__(self, cmd, capturestderr=False, bufsize=-1):
            self._process = _start(cmd, PIPE if capturestderr else None)
            self.cmd, self.pid = cmd, self._process.pid
            self.tochild, self.fromchild, self.childerr = self._process.stdin, self._process.stdout, self._process.stderr

        def poll(self, deadstate=None):
            """The status, or -1 while the process runs."""
            code = self._process.poll()
            return -1 if code is None else wait_status(code)

        def wait(self):
            """The status as os.wait() gives it."""
            return wait_status(self._process.wait())

    class Popen4(Popen3):
        """The same; what it writes to stderr is read from fromchild."""

        def __init__(self, cmd, bufsize=-1):
            self._process = _start(cmd, STDOUT)
            self.cmd, self.pid, self.childerr = cmd, self._process.pid, None
            self.tochild, self.fromchild = self._process.stdin, self._process.stdout

    def _start(cmd, stderr):
        return Popen(cmd, shell=isinstance(cmd, str), stdin=PIPE, stdout=PIPE, stderr=stderr, close_fds=True)

    def popen2(cmd, bufsize=-1, mode='t'):
        """(what it writes, what it reads) of a command."""
        process = _start(cmd, None)
        return process.stdout, process.stdin

    def popen3(cmd, bufsize=-1, mode='t'):
        """(what it writes, what it reads, its stderr) of a command."""
        process = _start(cmd, PIPE)
        return process.stdout, process.stdin, process.stderr

    def popen4(cmd, bufsize=-1, mode='t'):
        """(what it writes, to stderr too, what it reads) of a command."""
        process = _start(cmd, STDOUT)
        return process.stdout, process.stdin
