"""A program that mypy has to accept, with the types that a user would write."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import compatsrv


class Echo(compatsrv.StreamRequestHandler):
    timeout = 5.0

    def handle(self) -> None:
        for line in self.rfile:
            self.wfile.write(line)


class Server(compatsrv.ThreadingMixIn, compatsrv.TCPServer):
    allow_reuse_address = True
    daemon_threads = True
    close_timeout = 2.5


class Web(compatsrv.ThreadingMixIn, HTTPServer):
    pass


class Pool(compatsrv.ThreadPoolMixIn, HTTPServer):
    pool_size = 16

    def request_refused(self, request: socket.socket, client_address: object) -> None:
        request.sendall(b"busy")


class Workers(compatsrv.PreForkMixIn, compatsrv.ThreadPoolMixIn, compatsrv.TCPServer):
    processes = 2
    max_requests = 1000

    def prepare_worker(self) -> None:
        self.reload()


def serve() -> int:
    with Server(("127.0.0.1", 0), Echo) as server:
        threading.Thread(target=server.serve_forever).start()
        server.shutdown()
        return server.drain(timeout=1)


def web() -> Web:
    compatsrv.install_aliases()
    return Web(("127.0.0.1", 0), BaseHTTPRequestHandler)
