"""The module gzip, for native strings."""

from compatsrv.py2._names import take

if str is bytes:
    import gzip as _gzip

    take(_gzip, globals())
else:
    import gzip as _gzip

    from compatsrv._strings import b, n
    from compatsrv.py2._common import Bytes
    from compatsrv.py2._paths import decoded

    class GzipFile(_gzip.GzipFile):
        """gzip.GzipFile, which gives and takes native strings; fileobj may do so, too."""

        def __init__(self, filename=None, mode=None, compresslevel=9, fileobj=None, mtime=None):
            super(GzipFile, self).__init__(decoded(filename), mode, compresslevel, fileobj if fileobj is None else Bytes(fileobj), mtime)

        def read(self, *args):
            return n(super(GzipFile, self).read(*args))

        def readline(self, *args):
            return n(super(GzipFile, self).readline(*args))

        def write(self, data):
            return super(GzipFile, self).write(b(data))

    def open(filename, mode='rb', compresslevel=9):
        return GzipFile(filename, mode, compresslevel)

    take(_gzip, globals())
