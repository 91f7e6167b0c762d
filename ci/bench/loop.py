"""What the loop, the threads and the memory cost: compatsrv beside the native module, in one run.

shutdown     milliseconds until shutdown() of an idle server returns, median and 99th percentile
idle         wake-ups of an idle server within 10 s: the voluntary context switches of its thread
exhausted    CPU seconds a second and log lines while the process is out of descriptors, for 2 s
             and seconds until the next client is served once they are free
threads      CPU microseconds to start the next request's thread while 1,000 others live (thread_start.py)
memory       KiB by which the process grows over 20,000 requests (after 2,000), threads and descriptors left
"""

from __future__ import print_function

import argparse
import gc
import importlib
import os
import resource
import socket
import subprocess
import sys
import threading
import time

import thread_start
from figures import cpu_seconds, spread

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

QUICK = False
NATIVE = 'SocketServer' if sys.version_info[0] == 2 else 'socketserver'
LIMIT = 10      # seconds for a socket


def started(server, poll_interval):
    """Run serve_forever in a thread; return the thread once it has begun to serve."""
    thread = threading.Thread(target=server.serve_forever, args=(poll_interval,))
    thread.daemon = True
    thread.start()
    client = socket.create_connection(server.server_address, LIMIT)
    while client.recv(10):
        pass
    client.close()
    return thread


def handler(module):
    class Handler(module.BaseRequestHandler):
        def handle(self):
            self.request.sendall(b'x')
    return Handler


def bench_shutdown(module):
    times = 20 if QUICK else 200
    for interval in (0.5, 3):
        if module.__name__ == NATIVE:
            times = 4 if QUICK else 20      # it would take minutes
        seen = []
        for _ in range(times):
            server = module.TCPServer(('127.0.0.1', 0), handler(module))
            thread = started(server, interval)
            time.sleep(0.01)
            start = time.time()
            server.shutdown()
            seen.append((time.time() - start) * 1000)
            thread.join(LIMIT)
            server.server_close()
        seen.sort()
        print('  %s poll_interval %g: median %.2f ms, p99 %.2f ms of %d' % (
            module.__name__, interval, seen[len(seen) // 2], seen[int(len(seen) * 0.99)], len(seen)))


def bench_idle(module):
    server = module.TCPServer(('127.0.0.1', 0), handler(module))
    before_tasks = set(os.listdir('/proc/self/task'))
    thread = started(server, 0.5)
    task, = set(os.listdir('/proc/self/task')) - before_tasks
    before = switches(task)
    seconds = 3 if QUICK else 10
    time.sleep(seconds)
    print('  %s: %d wake-ups in %d s' % (module.__name__, switches(task) - before, seconds))
    server.shutdown()
    thread.join(LIMIT)


def switches(task):
    with open('/proc/self/task/%s/status' % task) as status:
        return int([line for line in status if line.startswith('voluntary')][0].split()[1])


def bench_exhausted(module):
    lines = []

    class Stderr(object):
        def write(self, text):
            lines.append(text)

    server = module.TCPServer(('127.0.0.1', 0), handler(module))
    thread = started(server, 0.5)
    client = socket.socket()
    client.settimeout(LIMIT)
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    taken = []
    try:
        while True:
            taken.append(os.open(os.devnull, os.O_RDONLY))
    except OSError:
        pass
    real, sys.stderr = sys.stderr, Stderr()
    before = cpu_seconds()
    client.connect(server.server_address)
    time.sleep(2)
    cpu = cpu_seconds() - before
    for descriptor in taken:
        os.close(descriptor)
    start = time.time()
    client.recv(10)
    sys.stderr = real
    print('  %s: %.1f %% of a core, %d log lines, served after %.2f s' % (
        module.__name__, cpu * 50, ''.join(lines).count('\n'), time.time() - start))
    server.shutdown()
    thread.join(LIMIT)


def bench_threads(module):
    least, middle, most = spread(thread_start.costs(module, 2 if QUICK else 10))
    print('  %s: %.0f us a thread (%.0f to %.0f)' % (module.__name__, middle, least, most))


def bench_memory(module):
    server = module.ThreadingTCPServer(('127.0.0.1', 0), handler(module))
    thread = started(server, 0.5)

    def ask(times):
        for _ in range(times):
            client = socket.create_connection(server.server_address, LIMIT)
            while client.recv(10):
                pass
            client.close()

    ask(2000)
    before = resident(), threading.active_count(), len(os.listdir('/proc/self/fd'))
    ask(2000 if QUICK else 20000)
    deadline = time.time() + LIMIT
    while threading.active_count() > before[1] and time.time() < deadline:
        time.sleep(0.01)
    gc.collect()
    print('  %s: %d KiB, %d threads, %d descriptors' % (module.__name__, resident() - before[0],
          threading.active_count() - before[1], len(os.listdir('/proc/self/fd')) - before[2]))
    server.shutdown()
    thread.join(LIMIT)
    server.server_close()


def resident():
    with open('/proc/self/statm') as statm:
        return int(statm.read().split()[1]) * resource.getpagesize() // 1024


BENCHES = ['shutdown', 'idle', 'exhausted', 'threads', 'memory']


def main():
    global QUICK
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--quick', action='store_true', help='fewer rounds: for a look, not for figures')
    parser.add_argument('--only', choices=BENCHES, action='append', help='run this one; may be repeated')
    parser.add_argument('--module', help='measure this module alone, in this process')
    options = parser.parse_args()
    QUICK = options.quick
    if options.module:
        for name in options.only:
            globals()['bench_' + name](importlib.import_module(options.module))
        return
    print('Python ' + sys.version.split()[0])
    for name in options.only or BENCHES:
        print(name)
        for module in (NATIVE, 'compatsrv'):
            sys.stdout.flush()      # each in a process of its own
            subprocess.call([sys.executable, os.path.abspath(__file__), '--only', name, '--module', module]
                            + QUICK * ['--quick'])


if __name__ == '__main__':
    main()
