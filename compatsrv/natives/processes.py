"""The modules subprocess and commands, for native strings."""

from compatsrv.natives._names import take

if str is bytes:
    import subprocess as _subprocess
    import commands as _commands

    take(_subprocess, globals())
    take(_commands, globals())
else:
    import subprocess

    from compatsrv._nativestr import NativeString
    from compatsrv._requests import Reader, Writer
    from compatsrv._strings import n
    from compatsrv.natives._common import buffered, strings

    take(subprocess, globals())

    class Popen(subprocess.Popen):
        """subprocess.Popen, whose pipes deal in native strings."""

        def __init__(self, *args, **kwargs):
            self._native_pipes = not (kwargs.get('encoding') or kwargs.get('errors') or kwargs.get('text'))
            kwargs['universal_newlines'] = False
            super(Popen, self).__init__(*args, **kwargs)
            if self._native_pipes:
                self.stdin = self.stdin and Writer(self.stdin, NativeString)
                self.stdout = self.stdout and Reader(self.stdout, NativeString)
                self.stderr = self.stderr and Reader(self.stderr, NativeString)

        def communicate(self, input=None, **kwargs):
            wrapped = self.stdin, self.stdout, self.stderr
            self.stdin, self.stdout, self.stderr = [getattr(file, 'raw', file) for file in wrapped]
            try:
                return strings(super(Popen, self).communicate(buffered(input), **kwargs))
            finally:
                self.stdin, self.stdout, self.stderr = wrapped

    def check_output(*args, **kwargs):
        process = Popen(*args, stdout=subprocess.PIPE, **kwargs)
        output = process.communicate()[0]
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, kwargs.get('args', args and args[0]), output)
        return output

    def call(*args, **kwargs):
        return Popen(*args, **kwargs).wait()

    def getstatusoutput(command):
        """(status as of os.wait(), what was printed without its last end of line)"""
        process = subprocess.Popen(command, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        output = n(process.communicate()[0])
        status = process.returncode
        return status << 8 if status >= 0 else -status, output[:-1] if output[-1:] == '\n' else output

    def getoutput(command):
        return getstatusoutput(command)[1]
