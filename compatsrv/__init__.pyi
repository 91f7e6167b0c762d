import socketserver as native
import types
from typing import Any, ClassVar

import logging

__version__: str
__all__: list[str]

native: types.ModuleType

def install_aliases() -> None: ...
def uninstall_aliases() -> None: ...

class BaseServer(native.BaseServer):
    block_on_close: bool
    close_timeout: float | None
    logger: logging.Logger | None
    def drain(self, timeout: float | None = None) -> int: ...
