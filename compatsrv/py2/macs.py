"""The module hmac, for native strings."""

from compatsrv.py2._names import take

if str is bytes:
    import hmac as _hmac

    take(_hmac, globals())
else:
    import hmac

    from compatsrv._strings import b
    from compatsrv.py2.hashes import Hash

    take(hmac, globals())

    def new(key, msg=None, digestmod='md5'):
        """digestmod: a name, a constructor, or a module that has new(); md5 if there is none, as on 2.7."""
        digestmod = 'md5' if digestmod is None else getattr(digestmod, 'plain', digestmod)
        return Hash(hmac.new(b(key), None if msg is None else b(msg), digestmod))

    HMAC = new

    def compare_digest(a, b_):
        return hmac.compare_digest(b(a), b(b_))
