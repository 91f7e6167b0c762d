"""Python 2 servers answer, migrated and nothing done by hand, byte for byte as they did on 2.7's own SocketServer.

What they print is compared too, but for the numbers of ports. Each server runs twice: as it was written on 2.7, and
migrated on the Python that runs the tests.
"""

import glob
import multiprocessing.pool
import os
import re
import shutil
import signal
import sys

import pytest
import trustme

import kit
import processes
import python27
import talks

SERVERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'servers')
NAMES = sorted(os.path.basename(path)[:-3] for path in glob.glob(SERVERS + '/*.py'))
# What one Python may say in other words than another: ports, dates, its version, and how SocketServer tells of an error.
MASKS = [(re.compile(br'\b[1-6]\d{4}\b'), b'PORT'), (re.compile(br'Date: .* GMT\r\n'), b'Date: now\r\n'),
         (re.compile(br'Python/\d\S+'), b'Python'), (re.compile(br'(?s)-{40}\n.*?(?:\n-{40}\n|$)'), b'')]


@pytest.fixture(scope='module')
def results(tmpdir_factory):
    """All runs of all servers: {(name, 'before' or 'after'): (answers, what it printed)}."""
    old, new = python27.find(), kit.find()
    if old is None:
        pytest.skip('there is no python2.7 to give the reference')
    if new is None:
        pytest.skip('there is no Python 3.8 or newer that has fissix and modernize: name one in COMPATSRV_KIT_PYTHON')
    folder = tmpdir_factory.mktemp('servers')
    library = kit.make_library(folder.mkdir('library'))
    migrated = folder.join('migrated')
    shutil.copytree(SERVERS, str(migrated))
    status, out, err = kit.run(new, library, 'migrate', '--write', str(migrated))
    assert 'Traceback' not in err, err      # of a file that was left as it is, its own test tells
    runs = {'before': (old, SERVERS, ''), 'after': (sys.executable, str(migrated), library)}
    jobs = [(name, run) for name in NAMES for run in runs]
    pool = multiprocessing.pool.ThreadPool(6)
    try:
        found = pool.map(lambda job: attempt(job[0], folder.mkdir('-'.join(job)), *runs[job[1]]), jobs)
    finally:
        pool.close()
    return dict(zip(jobs, found))


def attempt(*arguments):
    try:
        return serve(*arguments)
    except Exception as error:
        return error


def serve(name, folder, python, sources, library):
    """Run a server in a folder of its own and hold its conversation; return its answers and what it printed."""
    kind, steps = talks.read(os.path.join(SERVERS, name + '.talk'))
    path = kind == 'unix' and str(folder.join('socket'))
    if kind == 'tls':
        certificate = trustme.CA().issue_cert(u'localhost')
        certificate.private_key_pem.write_to_path(str(folder.join('key.pem')))
        certificate.cert_chain_pems[0].write_to_path(str(folder.join('cert.pem')))
    options = {'PYTHONPATH': library, 'PYTHONIOENCODING': 'latin-1', 'PYTHONDONTWRITEBYTECODE': '1'}
    process = processes.start('-u', os.path.join(sources, name + '.py'), *([path] if path else []), python=python, bufsize=0,
                              cwd=str(folder), env=processes.environment(**options),
                              preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
    try:
        line = processes.first_line(process)
        ports = [int(number) for number in re.findall(r'\d+', line.rpartition(' port')[2])]
        answers = talks.hold(kind, steps, ports, path)
        processes.settle(process)
        process.send_signal(signal.SIGINT)
    finally:
        out, err = processes.output(process, limit=3)
    printed = mask((line + '\n').encode('utf-8') + out).replace(str(folder).encode('utf-8'), b'FOLDER')
    return [(line, mask(answer)) for line, answer in answers], printed, err.decode('latin-1')


def mask(data):
    for pattern, word in MASKS if isinstance(data, bytes) else []:
        data = pattern.sub(word, data)
    return data


@pytest.mark.parametrize('name', NAMES)
def test_answers_as_before(name, results):
    before, after = results[name, 'before'], results[name, 'after']
    for result in before, after:
        if isinstance(result, Exception):
            raise result
    assert after[0] == before[0], after[2]
    # What is written last may be cut off by the end of the process.
    shorter, longer = sorted([before[1], after[1]], key=len)
    assert longer.startswith(shorter) and shorter.count(b'\n') >= before[1].count(b'\n') - 1, after[2]


def test_every_server_has_a_conversation():
    talked = sorted(os.path.basename(path)[:-5] for path in glob.glob(SERVERS + '/*.talk'))
    assert talked == NAMES and len(NAMES) >= 78
    for name in NAMES:
        steps = talks.read(os.path.join(SERVERS, name + '.talk'))[1]
        assert any('\\x' in step.line or 'base64' in step.line for step in steps if step.sends), '%s gets no byte but ASCII' % name
