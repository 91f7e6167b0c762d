"""Old programs answer on every interpreter, with native strings, byte for byte as they did on 2.7's own SocketServer."""

import os
import sys

import pytest

import processes
import python27
import test_programs

# Written with care for bytes: its literals are bytes, and bytes cannot join native strings before 3.12.
BINARY = ['line_protocol.py']


def with_native_strings(program, source):
    """The source for native strings: the import, and the handler's base class or its attribute."""
    changed = source.replace('import SocketServer\n', 'import compatsrv as SocketServer\n')
    for name in ('Base', 'Stream', 'Datagram'):
        old = '(SocketServer.%sRequestHandler):\n' % name
        new = '(SocketServer.Native%sRequestHandler):\n' % name
        if program in BINARY:
            new = old + "    strings = 'binary-native'\n"
        changed = changed.replace(old, new)
    assert changed.count('compatsrv') == 1 and ('Native' in changed or 'binary-native' in changed)
    return changed


@pytest.fixture(scope='module')
def native27():
    python = python27.find()
    if python is None:
        pytest.skip('there is no python2.7 to give the reference')
    return python


@pytest.fixture(scope='module')
def library():
    """Where this interpreter finds compatsrv and six."""
    return os.pathsep.join(path for path in sys.path if path)


@pytest.mark.parametrize('program', sorted(test_programs.CONVERSATIONS))
def test_answers_with_native_strings(program, native27, library, tmpdir):
    with open(os.path.join(test_programs.PROGRAMS, program)) as file:
        source = file.read()
    wanted = test_programs.transcript(native27, tmpdir.mkdir('native'), program, source, '')
    changed = with_native_strings(program, source)
    assert test_programs.transcript(sys.executable, tmpdir.mkdir('changed'), program, changed, library) == wanted


@pytest.mark.parametrize('program', sorted(set(test_programs.CONVERSATIONS) - set(BINARY)))
def test_serve_with_native_strings(program, native27, library, tmpdir):
    """The same from outside: nothing in the source is changed."""
    with open(os.path.join(test_programs.PROGRAMS, program)) as file:
        source = file.read()
    handler = source.partition('RequestHandler):')[0].rpartition('class ')[2].partition('(')[0]
    wanted = test_programs.transcript(native27, tmpdir.mkdir('native'), program, source, '')
    path = os.path.join(str(tmpdir), 's')
    address = 'unix:' + path if 'unix' in program else ('udp' if 'udp' in program else 'tcp') + ':127.0.0.1:0'
    process = processes.start('-m', 'compatsrv', 'serve', os.path.join(test_programs.PROGRAMS, program) + ':' + handler,
                              '--bind', address, '--threads', '--native-strings',
                              env=processes.environment(PYTHONPATH=library))
    try:
        bound = processes.first_line(process).rpartition(' on ')[2]
        host, _, port = bound.partition(':')[2].rpartition(':')
        clients = {}
        answers = [test_programs.step(clients, path if 'unix' in program else (host, int(port)), program, *step)
                   for step in test_programs.CONVERSATIONS[program]]
    finally:
        process.kill()
        processes.finish(process)
    assert answers == wanted
