"""compatsrv with its worker classes in the place of those that start a thread or a process for each request."""

import compatsrv
from compatsrv import *     # noqa: F403

__all__ = list(compatsrv.__all__)

for _name in __all__:
    for _worker, _mixin in (('ThreadPool', 'Threading'), ('PreFork', 'Forking')):
        if _name.startswith(_worker):
            globals()[_name.replace(_worker, _mixin)] = getattr(compatsrv, _name)
