"""The module string, with the functions that are methods today, for native strings."""

from compatsrv.py2._names import take

if str is bytes:
    import string as _string

    take(_string, globals())
else:
    import string as _plain

    from compatsrv._nativestr import native
    from compatsrv._strings import b, n

    take(_plain, globals())
    lowercase, uppercase, letters = _plain.ascii_lowercase, _plain.ascii_uppercase, _plain.ascii_letters
    whitespace = '\t\n\x0b\x0c\r '
    index_error = atoi_error = atof_error = atol_error = ValueError
    atof, atol = float, int

    def _function(name):
        def function(s, *args):
            return getattr(native(s if isinstance(s, str) else str(s)), name)(*args)
        function.__name__ = name
        return function

    for _name in '''lower upper swapcase capitalize strip lstrip rstrip split rsplit splitfields find rfind index rindex count
                    ljust rjust center zfill expandtabs translate'''.split():
        globals()[_name] = _function(_name.replace('splitfields', 'split'))

    def join(words, sep=' '):
        return native(sep).join(words)

    joinfields = join

    def replace(s, old, new, maxreplace=-1):
        return native(s).replace(old, new, maxreplace)

    def capwords(s, sep=None):
        return native(sep or ' ').join([word.capitalize() for word in native(s).split(sep)])

    def atoi(s, base=10):
        return int(s, base)

    def maketrans(fromstr, tostr):
        """The 256 characters that translate() takes."""
        return n(bytes.maketrans(b(fromstr), b(tostr)))
