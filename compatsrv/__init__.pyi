import logging
import socket as _socket
import socketserver as _native
import ssl
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
    "NativeStringMixIn",
    "NativeBaseRequestHandler",
    "NativeStreamRequestHandler",
    "NativeDatagramRequestHandler",
    "TextStreamRequestHandler",
    "TextDatagramRequestHandler",
    "TLSMixIn",
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
    dual_stack: bool
    def get_request(self) -> Any: ...

class UDPServer(_native.UDPServer, TCPServer): ...

class ThreadingMixIn(_native.ThreadingMixIn): ...
class ThreadingTCPServer(_native.ThreadingTCPServer, ThreadingMixIn, TCPServer): ...
class ThreadingUDPServer(_native.ThreadingUDPServer, ThreadingMixIn, UDPServer): ...

def n(x: str | bytes | bytearray | memoryview) -> str: ...
def b(x: str | bytes | bytearray | memoryview) -> bytes: ...
def binary(x: str | bytes | bytearray | memoryview) -> bytes: ...
def socket(*args: Any, **kwargs: Any) -> _socket.socket: ...
def connect(address: Any, timeout: float | None = None) -> _socket.socket: ...

class BaseRequestHandler(_native.BaseRequestHandler):
    @property
    def request_truncated(self) -> bool: ...
    strings: str
    encoding: str
    errors: str
    newline: str | None
    max_line: int | None
    def handle_decode_error(self, error: UnicodeDecodeError) -> None: ...

class StreamRequestHandler(_native.StreamRequestHandler, BaseRequestHandler): ...
class DatagramRequestHandler(_native.DatagramRequestHandler, BaseRequestHandler): ...

class NativeStringMixIn:
    strings: str

class NativeBaseRequestHandler(NativeStringMixIn, BaseRequestHandler): ...
class NativeStreamRequestHandler(NativeBaseRequestHandler, StreamRequestHandler): ...
class NativeDatagramRequestHandler(NativeBaseRequestHandler, DatagramRequestHandler): ...
class TextStreamRequestHandler(StreamRequestHandler): ...
class TextDatagramRequestHandler(DatagramRequestHandler): ...

class TLSMixIn:
    ssl_context: ssl.SSLContext | None
    certfile: str | None
    keyfile: str | None
    handshake_timeout: float | None
    handshakes_failed: int
    def server_activate(self) -> None: ...
    def get_request(self) -> Any: ...
    def process_request(self, request: Any, client_address: Any) -> None: ...
    def finish_request(self, request: Any, client_address: Any) -> None: ...
    def shutdown_request(self, request: Any) -> None: ...
    def server_close(self) -> None: ...
    def handle_handshake_error(self, client_address: Any, error: BaseException) -> None: ...

if sys.platform != "win32":
    class UnixStreamServer(_native.UnixStreamServer, TCPServer):
        unlink_on_close: bool

    class UnixDatagramServer(_native.UnixDatagramServer, UDPServer):
        unlink_on_close: bool

    class ThreadingUnixStreamServer(_native.ThreadingUnixStreamServer, ThreadingMixIn, UnixStreamServer): ...
    class ThreadingUnixDatagramServer(_native.ThreadingUnixDatagramServer, ThreadingMixIn, UnixDatagramServer): ...
    class ForkingMixIn(_native.ForkingMixIn):
        def collect_children(self, blocking: bool = False) -> None: ...
    class ForkingTCPServer(_native.ForkingTCPServer, ForkingMixIn, TCPServer): ...
    class ForkingUDPServer(_native.ForkingUDPServer, ForkingMixIn, UDPServer): ...
    class ForkingUnixStreamServer(ForkingMixIn, UnixStreamServer): ...
    class ForkingUnixDatagramServer(ForkingMixIn, UnixDatagramServer): ...
