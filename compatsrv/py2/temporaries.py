"""The module tempfile, whose files deal in native strings, and so do their names."""

from compatsrv.py2._names import become, share as _share, take

if str is bytes:
    import tempfile as _tempfile

    become(__name__, _tempfile)
else:
    import functools as _functools
    import tempfile as _tempfile

    from compatsrv.py2._paths import by_text as _by_text, decoded as _decoded, names as _names, wrapped as _wrapped
    from compatsrv.py2.files import File as _File

    tempdir = None
    _share(__name__, _tempfile, ('tempdir',), _decoded)

    class _Named(_File):
        """One with a name, which is removed when it is closed."""

        @property
        def name(self):
            return _names(self.raw.name)

    def _opening(original, cls):
        opened = _by_text(original)

        @_functools.wraps(original)
        def call(*args, **kwargs):
            return cls(opened(*args, **kwargs))
        return call

    NamedTemporaryFile = _opening(_tempfile.NamedTemporaryFile, _Named)
    TemporaryFile = _opening(_tempfile.TemporaryFile, _File)
    SpooledTemporaryFile = _opening(_tempfile.SpooledTemporaryFile, _File)
    _wrapped(_tempfile, 'gettempdir mkdtemp mkstemp mktemp', _by_text, globals())

    def gettempprefix():
        """What the names of temporary files begin with."""
        return _names(_tempfile.gettempprefix())

    take(_tempfile, globals())
