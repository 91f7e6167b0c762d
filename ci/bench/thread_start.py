"""The CPU that starting a request's thread takes while 1,000 others live, in microseconds. Runs on 2.7 and above.

Usage: python thread_start.py MODULE ROUNDS     prints the figures of all rounds as JSON
"""

from __future__ import print_function

import importlib
import json
import os
import sys
import threading
import time

from figures import cpu_seconds

LIVE, MORE = 1000, 20


def costs(module, rounds):
    """One figure a round: what 20 more threads of module's ThreadingTCPServer took, each."""
    gate = threading.Event()

    class Handler(module.BaseRequestHandler):
        def handle(self):
            gate.wait(60)

    class Server(module.ThreadingTCPServer):
        def shutdown_request(self, request):
            pass

    threading.stack_size(256 * 1024)
    server = Server(('127.0.0.1', 0), Handler)
    for _ in range(LIVE):
        server.process_request(None, None)
    time.sleep(0.5)
    seen = []
    for _ in range(rounds):
        before = cpu_seconds()
        for _ in range(MORE):
            server.process_request(None, None)
        seen.append((cpu_seconds() - before) / MORE * 1e6)
    gate.set()
    server.server_close()
    return seen


if __name__ == '__main__':
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
    print(json.dumps(costs(importlib.import_module(sys.argv[1]), int(sys.argv[2]))))
