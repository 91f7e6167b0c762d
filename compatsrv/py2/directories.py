"""The module dircache, which is gone: it reads a directory again when that has changed, and here always."""

from compatsrv.py2._names import take

if str is bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        import dircache as _dircache

    take(_dircache, globals())
else:
    from compatsrv.py2 import systems as os

    def listdir(path):
        """The sorted names in a directory; [] if it cannot be read."""
        try:
            return sorted(os.listdir(path))
        except OSError:
            return []

    opendir = listdir

    def annotate(head, list):
        """Put '/' behind the names of directories in the list."""
        list[:] = [name + '/' * os.path.isdir(os.path.join(head, name)) for name in list]

    def reset():
        """Nothing is kept."""
