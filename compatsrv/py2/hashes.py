"""The module hashlib, and md5 and sha, for native strings."""

from compatsrv.py2._names import take

if str is bytes:
    import hashlib as _hashlib

    take(_hashlib, globals())
    sha = _hashlib.sha1
else:
    import hashlib

    from compatsrv._strings import b, n
    from compatsrv.py2._common import Wrapper

    take(hashlib, globals())

    class Hash(Wrapper):
        """A hash object for native strings; all else is the plain one's."""

        def update(self, string):
            self._plain.update(b(string))

        def digest(self):
            return n(self._plain.digest())

        def hexdigest(self):
            return n(self._plain.hexdigest())

        def copy(self):
            return Hash(self._plain.copy())

    def new(name, string='', **kwargs):
        return Hash(hashlib.new(name, b(string), **kwargs))

    def _constructor(name):
        def constructor(string='', **kwargs):
            return new(name, string, **kwargs)
        constructor.__name__ = 'openssl_' + name
        constructor.plain = getattr(hashlib, name)
        return constructor

    for _name in ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'):
        globals()[_name] = _constructor(_name)
    sha = globals()['sha1']

    def pbkdf2_hmac(name, password, salt, *args, **kwargs):
        return n(hashlib.pbkdf2_hmac(name, b(password), b(salt), *args, **kwargs))
