#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Names of files by every way to them."""
from __future__ import print_function
import compatsrv.py2.systems as os
import codecs, sys
import compatsrv.py2.temporaries as tmp
import compatsrv.py2.paths as pp
import compatsrv.py2.globs as glob
import compatsrv.py2.log_handlers as logging
import compatsrv.py2.log_configs as configuration
from compatsrv.py2.systems import path, listdir
from compatsrv.py2.paths import join, exists as there
from compatsrv.py2.log_handlers import getLogger, handlers
from compatsrv.py2.copies import copyfileobj, rmtree
import compatsrv.py2.processes as subprocess
import compatsrv
from compatsrv.py2 import print
from compatsrv import py2

GREETING = 'caf\xc3\xa9'
folder = tmp.mkdtemp()
py2.open(join(folder, 'donn\xc3\xa9es'), 'w').write('1')
py2.open(join(folder, compatsrv.n('latin-\xe9')), 'w').write('2')
os.mkdir(folder + '/\xc3\xa9.d')
os.rename(join(folder, compatsrv.n('latin-\xe9')), join(folder, '\xc3\xa9.d', compatsrv.n('l\xe9')))
handler = logging.handlers.RotatingFileHandler(join(folder, compatsrv.n('log-\xe9')))
log = getLogger('names')
log.addHandler(handler)
log.error('%s and %s', GREETING, '\xff')
handler.close()
print(sorted(listdir(folder)), there(join(folder, 'donn\xc3\xa9es')), path.isfile(join(folder, compatsrv.n('log-\xe9'))), GREETING)
print(py2.repr(py2.open(join(folder, compatsrv.n('log-\xe9'))).read()), os.path.basename(glob.glob(folder + '/*.d')[0]))
print([(root[len(folder):], files) for root, dirs, files in os.walk(folder)][1], pp.normpath(folder + '/\xff/../\xe9')[-1] == '\xe9')
print(py2.repr(subprocess.call(['test', '-e', folder + '/\xc3\xa9.d/l\xe9'])), os.environ.get('NOT\xe9', 'unset'))
print(compatsrv.n(GREETING).encode('hex'), py2.repr(compatsrv.n(compatsrv.n(GREETING).decode('utf-8')[-1:].encode('latin-1'))), compatsrv.n('6162').decode('hex'))
print(py2.names(sys.argv)[1:], len(sys.argv), [word for word in py2.names(sys.argv) if word.startswith('-')])
out = py2.stream(sys.stdout)
def say(word, stream=py2.stream(sys.stdout)):
    stream.write(word)
say('said ')
out.write(GREETING + '\n')
sys.stdout.write('plain\n')
py2.write(sys.stdout, compatsrv.n('%s %s\n') % (GREETING, out.isatty()))
py2.write(sys.stdout, *[GREETING, '\n'])
if py2.stdin().read() or [line for line in py2.stdin()]: print('more')
rmtree(folder)
print(os.path.exists(folder), handlers is logging.handlers, hasattr(configuration, 'fileConfig'))
