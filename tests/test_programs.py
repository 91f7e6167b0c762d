"""Old programs answer, through compatsrv and nothing changed but the import, byte for byte as they did on 2.7."""

import glob
import os
import shutil
import socket
import sys

import pytest
import six

import compatsrv
import processes

PROGRAMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'programs')

# program -> steps: (client, what it sends, with what the answer ends; None: no answer is read, b'': the end)
CONVERSATIONS = {
    'tcp_echo.py': [(0, b'one\n', b'one\n'), (0, b'\x00\xff\xb5' * 500, b'\x00\xff\xb5' * 500), (0, None, b'')],
    'line_protocol.py': [
        (0, b'', b'kv/1.0\r\n'), (0, b'SET a 1\r\n', b'\n'), (0, b'get a\n', b'\n'), (0, b'GET b\n', b'\n'),
        (0, b'SET \xff\xfe \x80 x\n', b'\n'), (0, b'KEYS\n', b'\n'), (0, b'NOPE\nSET a\n', b'arguments\r\n'),
        (0, b'QUIT\n', b''), (1, b'GET \xff\xfe', None), (1, None, b'')],
    'mail_lines.py': [
        (0, b'', b'ready\r\n'), (0, b'HELO me\r\n', b'\n'), (0, b'MAIL FROM:<a@b>\r\n', b'\n'),
        (0, b'RCPT TO:<c@d>\r\nRCPT TO:<\xe9@f>\r\n', b'ok\r\n250 ok\r\n'), (0, b'DATA\r\n', b'.\r\n'),
        (0, b'Subject: gr\xfc\xdfe\r\n\r\n\xb5\xff\x85\xa0\r\n.\r\n', b'\n'), (0, b'\xb5\xff\n', b'\n'),
        (0, b'QUIT\r\n', b'')],
    'udp_collector.py': [
        (0, b'temp 20', b''), (1, b'temp -3', b''), (0, b'\xb5s 1', b''), (0, b'one\x00', b''), (0, b'', b''),
        (0, b'temp warm', b'')],
    'chat.py': [
        (0, b'', b'name? '), (0, b'ann\n', b'ann came\n'), (1, b'bob\r\n', b'bob came\n'), (0, b'', b'bob came\n'),
        (2, b'ann\n', b''), (1, b'h\xe9llo\n', b'llo\n'), (0, b'', b'llo\n'), (1, b'/quit\n', b''),
        (0, b'', b'bob left\n'), (0, None, b'')],
    'unix_control.py': [
        (0, b'status\n', b''), (1, b'set rate 20\n', b''), (2, b'set \xb5 \xff\n', b''), (3, b'status\n', b''),
        (4, b'what \xff\n', b''), (5, b'\n', b'')],
}


@pytest.fixture(scope='module')
def python27():
    """A Python 2.7: this one, the one that is named, or one that is found."""
    found = [os.environ.get('COMPATSRV_PYTHON27')]
    if six.PY2:
        found.append(sys.executable)
    folders = os.environ.get('PATH', '').split(os.pathsep)
    folders += glob.glob(os.path.join(os.environ.get('PYENV_ROOT', '/nowhere'), 'versions', '2.7*', 'bin'))
    found += [os.path.join(folder, 'python2.7') for folder in folders]
    for python in found:
        if python and os.path.exists(python):
            status, out, _ = processes.run('-c', 'import sys; print(sys.version_info[:2] == (2, 7))', python=python)
            if (status, out.strip()) == (0, 'True'):
                return python
    pytest.skip('there is no python2.7 to give the reference')


def test_every_program_has_a_conversation():
    assert sorted(CONVERSATIONS) == sorted(os.path.basename(path) for path in glob.glob(PROGRAMS + '/*.py'))


@pytest.mark.parametrize('program', sorted(CONVERSATIONS))
def test_answers_as_on_native(program, python27, tmpdir):
    with open(os.path.join(PROGRAMS, program)) as file:
        source = file.read()
    changed = source.replace('import SocketServer\n', 'import compatsrv as SocketServer\n')
    assert changed != source
    # Only six and the package under test: the rest of this interpreter's packages may not be for 2.7.
    library = tmpdir.mkdir('library')
    shutil.copy(six.__file__.replace('.pyc', '.py'), str(library))
    shutil.copytree(os.path.dirname(compatsrv.__file__), str(library.join('compatsrv')),
                    ignore=shutil.ignore_patterns('*.pyc', '__pycache__'))
    answers = [transcript(python27, tmpdir.mkdir(name), program, text, str(library))
               for name, text in (('native', source), ('changed', changed))]
    assert answers[1] == answers[0]
    assert len([answer for answer in answers[0] if answer]) >= 3


def transcript(python, folder, program, source, library):
    """Serve the source with python and hold the program's conversation; return what was answered at each step."""
    script = folder.join(program)
    script.write(source)
    path = 'unix' in program and os.path.join(str(folder), 's')
    process = processes.start(script, *([path] if path else []), python=python,
                              env=processes.environment(PYTHONPATH=library))
    try:
        line = processes.first_line(process)
        host, _, port = line.rpartition(' ')[2].rpartition(':')
        clients = {}
        return [step(clients, path or (host, int(port)), program, *entry) for entry in CONVERSATIONS[program]]
    finally:
        process.kill()
        processes.finish(process)


def step(clients, address, program, number, payload, end):
    """Send payload (None: the end of the stream) as that client; return its answer."""
    if number not in clients:
        family = socket.AF_INET if isinstance(address, tuple) else socket.AF_UNIX
        clients[number] = socket.socket(family, socket.SOCK_DGRAM if 'udp' in program else socket.SOCK_STREAM)
        clients[number].settimeout(processes.LIMIT)
        clients[number].connect(address)
    client = clients[number]
    if payload is None:
        client.shutdown(socket.SHUT_WR)
    elif payload or 'udp' in program:
        client.send(payload)
    if 'udp' in program:
        return client.recv(65536)
    answer = b''
    while end is not None and not (end and answer.endswith(end)):
        part = client.recv(65536)
        if not part:
            break
        answer += part
    return answer
