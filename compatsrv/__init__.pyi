import logging
import socketserver as _native
import sys
import types
from typing import Any

__version__: str
__all__ = [
    "BaseServer",
    "TCPServer",
    "UDPServer",
    "ThreadingMixIn",
    "ThreadingTCPServer",
    "ThreadingUDPServer",
    "BaseRequestHandler",
    "StreamRequestHandler",
    "DatagramRequestHandler",
    "install_aliases",
    "uninstall_aliases",
]
if sys.platform != "win32":
    __all__ += [
        "UnixStreamServer",
        "UnixDatagramServer",
        "ForkingMixIn",
        "ThreadingUnixStreamServer",
        "ThreadingUnixDatagramServer",
        "ForkingTCPServer",
        "ForkingUDPServer",
        "ForkingUnixStreamServer",
        "ForkingUnixDatagramServer",
    ]

native: types.ModuleType

def install_aliases() -> None: ...
def uninstall_aliases() -> None: ...

class BaseServer(_native.BaseServer):
    block_on_close: bool
    close_timeout: float | None
    logger: logging.Logger | None
    def drain(self, timeout: float | None = None) -> int: ...

class TCPServer(_native.TCPServer, BaseServer):
    allow_reuse_port: bool
    def get_request(self) -> Any: ...

class UDPServer(_native.UDPServer, TCPServer): ...

class ThreadingMixIn(_native.ThreadingMixIn): ...
class ThreadingTCPServer(_native.ThreadingTCPServer, ThreadingMixIn, TCPServer): ...
class ThreadingUDPServer(_native.ThreadingUDPServer, ThreadingMixIn, UDPServer): ...

class BaseRequestHandler(_native.BaseRequestHandler): ...
class StreamRequestHandler(_native.StreamRequestHandler, BaseRequestHandler): ...
class DatagramRequestHandler(_native.DatagramRequestHandler, BaseRequestHandler): ...

if sys.platform != "win32":
    class UnixStreamServer(_native.UnixStreamServer, TCPServer): ...
    class UnixDatagramServer(_native.UnixDatagramServer, UDPServer): ...
    class ThreadingUnixStreamServer(_native.ThreadingUnixStreamServer, ThreadingMixIn, UnixStreamServer): ...
    class ThreadingUnixDatagramServer(_native.ThreadingUnixDatagramServer, ThreadingMixIn, UnixDatagramServer): ...
    class ForkingMixIn(_native.ForkingMixIn):
        def collect_children(self, blocking: bool = False) -> None: ...
    class ForkingTCPServer(_native.ForkingTCPServer, ForkingMixIn, TCPServer): ...
    class ForkingUDPServer(_native.ForkingUDPServer, ForkingMixIn, UDPServer): ...
    class ForkingUnixStreamServer(ForkingMixIn, UnixStreamServer): ...
    class ForkingUnixDatagramServer(ForkingMixIn, UnixDatagramServer): ...
