"""The modules logging.config and logging, as `import logging.config` gives them."""

import sys as _sys

from compatsrv.py2 import log_handlers as _log_handlers, logs as _logs
from compatsrv.py2._names import copies as _copies, take

if str is bytes:
    import logging.config as _config

    config = _config
    take(_config, globals())
else:
    import logging.config as _config
    import types as _types

    logging = _log_handlers     # for the functions that follow
    vars().update({name: module for name, module in vars(_config).items() if isinstance(module, _types.ModuleType)
                   and name != 'logging'})
    _copies(_config, [name for name, value in vars(_config).items() if isinstance(value, _types.FunctionType)
                      and value.__module__ == _config.__name__], globals())

    class DictConfigurator(_config.DictConfigurator):
        """What dictConfig() does."""

        def resolve(self, s):
            found = _log_handlers
            words = s.split('.')
            if words[0] != 'logging':
                return super(DictConfigurator, self).resolve(s)
            for word in words[1:]:
                found = getattr(found, word)
            return found

    dictConfigClass = DictConfigurator
    config = _logs.config = _sys.modules[__name__]
    take(_config, globals())

handlers = _log_handlers.handlers
take(_log_handlers, globals())
