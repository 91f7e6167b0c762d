"""The module sha."""

from compatsrv.py2.hashes import sha1 as sha

__all__ = ['blocksize', 'digest_size', 'digestsize', 'new', 'sha']

new = sha
blocksize = 1       # legacy value of 2.7's module
digest_size = digestsize = 20
