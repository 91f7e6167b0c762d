"""logging with lines of bytes: what 2.7's own writes, on every Python and in every locale."""

import logging as plain_logging
import os
import socket
import sys

import pytest

import processes
from compatsrv._strings import b, n
from compatsrv.py2 import log_configs, log_handlers, logs, memory
from compatsrv import py2

LATIN, UTF_8, WRONG = n(b'caf\xe9'), n(b'\xc3\xa9'), n(b'\xff\xfe')
LINES = b'caf\xe9\n\xc3\xa9 and \xff\xfe\n\xce\xb1\n'


@pytest.fixture
def logger():
    logger = logs.Logger('test')
    yield logger
    for handler in logger.handlers:
        handler.close()


def write_lines(logger):
    logger.warning(LATIN)
    logger.error('%s and %s', UTF_8, WRONG)
    logger.info(u'\u03b1')


def content(folder, name):
    with py2.open(os.path.join(str(folder), name), 'rb') as file:
        return b(file.read())


HANDLERS = [(logs.FileHandler, ()), (logs.FileHandler, ('w', None, True)), (log_handlers.WatchedFileHandler, ()),
            (log_handlers.RotatingFileHandler, ('a', 1000, 1)), (log_handlers.TimedRotatingFileHandler, ('D',))]


@pytest.mark.parametrize('cls, arguments', HANDLERS)
def test_files(cls, arguments, tmpdir, logger):
    name = n(b'l\xe9g')
    handler = cls(n(b(str(tmpdir))) + '/' + name, *arguments)
    logger.addHandler(handler)
    write_lines(logger)
    assert content(tmpdir, name) == LINES
    assert isinstance(handler, logs.FileHandler) and isinstance(handler, logs.StreamHandler)
    assert isinstance(handler, plain_logging.Handler)


def test_rotation(tmpdir, logger):
    path = n(b(str(tmpdir))) + '/' + n(b'r\xe9')
    logger.addHandler(log_handlers.RotatingFileHandler(path, maxBytes=8, backupCount=1))
    for _ in range(3):
        logger.warning(LATIN)       # of five bytes, with the end of the line
    assert content(tmpdir, n(b'r\xe9')) == content(tmpdir, n(b'r\xe9.1')) == b'caf\xe9\n'


@pytest.mark.parametrize('cls, arguments', [(logs.FileHandler, ('w', 'utf-8')), (log_handlers.RotatingFileHandler, ('a', 0, 0, 'utf-8'))])
def test_a_file_with_an_encoding_takes_text(cls, arguments, tmpdir, logger):
    logger.addHandler(cls(str(tmpdir.join('log')), *arguments))
    logger.warning(u'\xe9 and %s', u'\u03b1')
    assert content(tmpdir, 'log') == b'\xc3\xa9 and \xce\xb1\n'


def test_streams(tmpdir, logger):
    stream = memory.StringIO()
    logger.addHandler(logs.StreamHandler(stream))
    file = py2.open(str(tmpdir.join('log')), 'w')
    logger.addHandler(logs.StreamHandler(file))
    logger.warning('%s and %s', UTF_8, WRONG)
    file.close()
    assert b(stream.getvalue()) == b'\xc3\xa9 and \xff\xfe\n' == content(tmpdir, 'log')
    assert logger.handlers[0].stream.getvalue() == stream.getvalue()


def test_syslog(logger):
    receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    receiver.bind(('127.0.0.1', 0))
    receiver.settimeout(5)
    logger.addHandler(log_handlers.SysLogHandler(receiver.getsockname()))
    logger.handlers[0].setFormatter(logs.Formatter('app: %(message)s'))
    write_lines(logger)
    assert [receiver.recv(100) for _ in range(3)] == [b'<12>app: caf\xe9\x00', b'<11>app: \xc3\xa9 and \xff\xfe\x00',
                                                      b'<14>app: \xce\xb1\x00']
    receiver.close()


PROGRAM = '''
import sys
from compatsrv import n
{imports}
{configure}
logging.warning('%s and %s', n(b'caf\\xe9'), n(b'\\xff\\xfe'))
logging.getLogger('x').error(n(b'\\xc3\\xa9'))
logging.info('not shown')
'''
LOGS = 'import compatsrv.py2.logs as logging'
CONFIG = '''[loggers]
keys=root
[handlers]
keys=one,two
[formatters]
keys=plain
[logger_root]
level=WARNING
handlers=one,two
[handler_one]
class=FileHandler
formatter=plain
args=('one.log', 'w')
[handler_two]
class=handlers.RotatingFileHandler
args=('two.log', 'a', 1000, 1)
[formatter_plain]
format=%(levelname)s|%(filename)s:%(lineno)d|%(message)s
'''
LOGGED = b'WARNING|program.py:6|caf\xe9 and \xff\xfe\nERROR|program.py:7|\xc3\xa9\n'
FORMAT = "format='%(levelname)s|%(filename)s:%(lineno)d|%(message)s'"
DICT = """{'version': 1, 'formatters': {'f': {'format': '%%(levelname)s|%%(filename)s:%%(lineno)d|%%(message)s'}},
 'handlers': {'h': {'class': '%s', 'filename': 'one.log', 'formatter': 'f'}}, 'root': {'handlers': ['h']}}""".replace('\n', '')


def run(tmpdir, configure='', imports=LOGS, **changes):
    """Run a program in the folder; return what it writes to stderr."""
    path = tmpdir.join('program.py')
    path.write(PROGRAM.format(imports=imports, configure=configure))
    package = os.path.dirname(os.path.dirname(os.path.abspath(py2.__file__.replace('/py2', ''))))
    path = os.pathsep.join([package] + os.environ.get('PYTHONPATH', '').split(os.pathsep))
    process = processes.start('program.py', cwd=str(tmpdir), env=processes.environment(PYTHONPATH=path, **changes))
    out, err = processes.output(process)
    assert (process.returncode, out) == (0, b''), err
    return err


LOCALES = [{}, {'LC_ALL': 'C'}, {'LC_ALL': 'C.UTF-8'}, {'PYTHONIOENCODING': 'utf-8'}]


@pytest.mark.parametrize('changes', LOCALES)
def test_stderr(changes, tmpdir):
    assert run(tmpdir, '\n', **changes) == b'WARNING:root:caf\xe9 and \xff\xfe\nERROR:x:\xc3\xa9\n'
    assert run(tmpdir, '\nlogging.basicConfig(%s)' % FORMAT, **changes) == LOGGED.replace(b':6', b':7').replace(b'y:7|\xc3', b'y:8|\xc3')


@pytest.mark.parametrize('changes', LOCALES)
def test_basic_config(changes, tmpdir):
    assert run(tmpdir, "logging.basicConfig(filename=n(b'm\\xe9'), level=logging.WARNING, %s)" % FORMAT, **changes) == b''
    assert content(tmpdir, n(b'm\xe9')) == LOGGED


@pytest.mark.parametrize('configure', ["logging.config.fileConfig('log.ini')",
                                       'logging.config.dictConfig(%s)' % DICT % 'logging.FileHandler',
                                       'logging.config.dictConfig(%s)' % DICT % 'logging.handlers.WatchedFileHandler'],
                         ids=['file', 'dict', 'handlers'])
def test_configured(configure, tmpdir):
    tmpdir.join('log.ini').write(CONFIG)
    assert run(tmpdir, configure, 'import compatsrv.py2.log_configs as logging', LC_ALL='C') == b''
    assert content(tmpdir, 'one.log') == LOGGED
    if 'fileConfig' in configure:
        assert content(tmpdir, 'two.log') == b'caf\xe9 and \xff\xfe\n\xc3\xa9\n'


def test_as_they_are_imported():
    assert log_handlers.handlers.RotatingFileHandler is logs.handlers.RotatingFileHandler is log_configs.handlers.RotatingFileHandler
    assert logs.getLogger is plain_logging.getLogger is log_handlers.getLogger and log_configs.config.fileConfig is log_configs.fileConfig
    assert sys.modules[logs.__name__].root is plain_logging.root


def test_what_a_program_sets():
    before = plain_logging.raiseExceptions
    logs.raiseExceptions = 0
    try:
        assert plain_logging.raiseExceptions == 0
    finally:
        logs.raiseExceptions = before
