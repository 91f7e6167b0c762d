"""The threads of requests: what one of them costs does not grow with the others."""

import threading

import pytest

import compatsrv
import processes

LIMIT = 20      # seconds: only what hangs takes so long

needs_locks = pytest.mark.skipif(not hasattr(threading, '_shutdown_locks'), reason='threading keeps no _shutdown_locks')


class Server(compatsrv.ThreadingTCPServer):
    close_timeout = LIMIT

    def finish_request(self, request, client_address):
        assert request.wait(LIMIT)

    def shutdown_request(self, request):
        pass


@pytest.fixture
def server():
    server = Server(('127.0.0.1', 0), compatsrv.BaseRequestHandler)
    yield server
    server.server_close()


@pytest.mark.skipif(not hasattr(threading, '_maintain_shutdown_locks'), reason='threading looks through no locks here')
def test_no_thread_looks_at_the_locks_of_all_others(server, monkeypatch):
    """bpo-37788: 3.9 to 3.12 look at each lock when a thread that is no daemon starts and when it ends."""
    looks = []
    maintain = threading._maintain_shutdown_locks
    monkeypatch.setattr(threading, '_maintain_shutdown_locks', lambda: looks.append(threading.current_thread()) or maintain())
    gate = threading.Event()
    for _ in range(3):
        server.process_request(gate, None)
    gate.set()
    server.server_close()
    assert looks == []


@needs_locks
def test_the_end_of_the_program_waits_for_a_request_and_its_lock_is_not_kept(server):
    before = set(threading._shutdown_locks)
    gate = threading.Event()
    server.process_request(gate, None)
    running = set(threading._shutdown_locks) - before
    assert len(running) == 1
    gate.set()
    server.server_close()
    assert not running & threading._shutdown_locks


@needs_locks
def test_daemon_threads_leave_no_lock(server):
    before = set(threading._shutdown_locks)
    server.daemon_threads = True
    gate = threading.Event()
    server.process_request(gate, None)
    assert set(threading._shutdown_locks) <= before
    gate.set()
    assert server.drain(LIMIT) == 0


PROGRAM = '''
import threading, compatsrv
started = threading.Event()
class Server(compatsrv.ThreadingTCPServer):
    daemon_threads = %s
    def finish_request(self, request, client_address):
        started.set()
        %s
        print('handled')
    def shutdown_request(self, request):
        pass
main_thread = threading.current_thread()
Server(('127.0.0.1', 0), compatsrv.BaseRequestHandler).process_request(None, None)
started.wait(10)
'''


@pytest.mark.parametrize('daemons, until, printed', [
    (False, 'main_thread.join(10)', 'handled\n'), (True, 'threading.Event().wait(10)', '')])
def test_who_waits_for_a_request(daemons, until, printed):
    status, out, err = processes.run('-c', PROGRAM % (daemons, until))
    assert (status, out) == (0, printed), err
