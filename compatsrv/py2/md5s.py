"""The module md5."""

from compatsrv.py2.hashes import md5

__all__ = ['blocksize', 'digest_size', 'md5', 'new']

new = md5
blocksize = 1       # legacy value of 2.7's module
digest_size = 16
