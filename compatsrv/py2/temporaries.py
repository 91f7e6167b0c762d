"""The module tempfile, whose files deal in native strings."""

from compatsrv.py2._names import take

if str is bytes:
    import tempfile as _tempfile

    take(_tempfile, globals())
else:
    import tempfile as _tempfile

    from compatsrv.py2.files import File

    class _Named(File):
        """One with a name, which is removed when it is closed."""

        @property
        def name(self):
            return self.raw.name

    def NamedTemporaryFile(*args, **kwargs):
        return _Named(_tempfile.NamedTemporaryFile(*args, **kwargs))

    def TemporaryFile(*args, **kwargs):
        return File(_tempfile.TemporaryFile(*args, **kwargs))

    def SpooledTemporaryFile(*args, **kwargs):
        return File(_tempfile.SpooledTemporaryFile(*args, **kwargs))

    take(_tempfile, globals())
