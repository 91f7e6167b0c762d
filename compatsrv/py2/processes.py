"""The modules subprocess and commands.

Processes whose pipes carry native strings.
"""

from compatsrv.py2._names import take

if str is bytes:
    import subprocess as _subprocess
    import commands as _commands

    take(_subprocess, globals())
    take(_commands, globals())
    from os import popen        # noqa: F401
else:
    import os
    import subprocess

    from compatsrv._strings import n
    from compatsrv.py2._common import buffered
    from compatsrv.py2._paths import encoded
    from compatsrv.py2.files import File, Universal

    take(subprocess, globals())

    class Popen(subprocess.Popen):
        """subprocess.Popen; stdin, stdout and stderr are files of native strings, if they are pipes."""

        def __init__(self, args, *rest, **kwargs):
            self._universal = kwargs.pop('universal_newlines', False)
            for name in ('cwd', 'env', 'executable'):
                if name in kwargs:
                    kwargs[name] = encoded(kwargs[name])
            args = tuple(map(encoded, (args,) + rest))
            if len(args) < 8 and not kwargs.get('close_fds'):
                kwargs.setdefault('close_fds', False)       # as Python 2 did
            if len(args) < 2:
                kwargs.setdefault('bufsize', 0)
            subprocess.Popen.__init__(self, *args, **kwargs)
            for name in ('stdin', 'stdout', 'stderr'):
                pipe = getattr(self, name)
                if pipe is not None:
                    setattr(self, name, Universal(pipe) if self._universal and name != 'stdin' else File(pipe))

        def communicate(self, input=None, **kwargs):
            """Send the input, return (stdout, stderr) as native strings, None for what is no pipe."""
            files = self.stdin, self.stdout, self.stderr        # which are closed when nobody has them
            self.stdin, self.stdout, self.stderr = [getattr(file, 'raw', file) for file in files]
            output = subprocess.Popen.communicate(self, buffered(input), **kwargs)
            if self._universal:
                output = [data and data.replace(b'\r\n', b'\n').replace(b'\r', b'\n') for data in output]
            return tuple([data if data is None else n(data) for data in output])

    def call(*args, **kwargs):
        return Popen(*args, **kwargs).wait()

    def check_call(*args, **kwargs):
        """0; subprocess.CalledProcessError if the command fails."""
        status = call(*args, **kwargs)
        if status:
            raise subprocess.CalledProcessError(status, kwargs.get('args') or args[0])
        return status

    def check_output(*args, **kwargs):
        """What a command prints; subprocess.CalledProcessError if it fails."""
        process = Popen(*args, stdout=subprocess.PIPE, **kwargs)
        output = process.communicate()[0]
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, kwargs.get('args') or args[0], output)
        return output

    def getstatusoutput(command):
        """(status as os.wait() gives it, output without the last end of line) of a command of the shell."""
        process = subprocess.Popen(encoded(command), shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        output = n(process.communicate()[0])
        return wait_status(process.returncode), output[:-1] if output.endswith('\n') else output

    def mkarg(x):
        """A blank, and a word for the shell."""
        if "'" not in x:
            return n(" '%s'" % x)
        return n(' "%s"' % ''.join(['\\' * (c in '\\$"`') + c for c in x]))

    def mk2arg(head, x):
        """The path of a file in a directory, for the shell."""
        return mkarg(os.path.join(head, x))

    def getoutput(command):
        """The output alone."""
        return getstatusoutput(command)[1]

    def popen(command, mode='r', bufsize=-1):
        """os.popen(): a file of native strings; close() gives the status, or None if it is 0."""
        side = 'stdin' if 'w' in mode else 'stdout'
        process = subprocess.Popen(encoded(command), shell=True, **{side: subprocess.PIPE})
        return _Pipe(getattr(process, side), process)

    class _Pipe(File):
        def __init__(self, raw, process):
            File.__init__(self, raw)
            self._process = process

        def __exit__(self, *exc_info):
            self.close()

        def close(self):
            self.raw.close()
            return wait_status(self._process.wait()) or None

    def wait_status(code):
        return -code if code < 0 else code << 8
