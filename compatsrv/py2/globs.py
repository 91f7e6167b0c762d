"""The module glob: names are native strings, and patterns are compared byte by byte."""

from compatsrv.py2._names import become, take

if str is bytes:
    import glob as _glob

    become(__name__, _glob)
else:
    import glob as _glob

    from compatsrv.py2._paths import by_bytes as _by_bytes

    glob = _by_bytes(_glob.glob)

    def iglob(pathname):
        """The same, one by one."""
        return iter(glob(pathname))

    take(_glob, globals())
