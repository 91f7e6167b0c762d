#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Names of files by every way to them."""
import os.path
import codecs, sys
import tempfile as tmp
import posixpath as pp, glob
import logging.handlers
import logging.config as configuration
from os import path, listdir
from os.path import join, exists as there
from logging import getLogger, handlers
from shutil import copyfileobj, rmtree
import subprocess

GREETING = 'café'
folder = tmp.mkdtemp()
open(join(folder, 'données'), 'w').write('1')
open(join(folder, 'latin-\xe9'), 'w').write('2')
os.mkdir(folder + '/\xc3\xa9.d')
os.rename(join(folder, 'latin-\xe9'), join(folder, '\xc3\xa9.d', 'l\xe9'))
handler = logging.handlers.RotatingFileHandler(join(folder, 'log-\xe9'))
log = getLogger('names')
log.addHandler(handler)
log.error('%s and %s', GREETING, '\xff')
handler.close()
print sorted(listdir(folder)), there(join(folder, 'données')), path.isfile(join(folder, 'log-\xe9')), GREETING
print repr(open(join(folder, 'log-\xe9')).read()), os.path.basename(glob.glob(folder + '/*.d')[0])
print [(root[len(folder):], files) for root, dirs, files in os.walk(folder)][1], pp.normpath(folder + '/\xff/../\xe9')[-1] == '\xe9'
print repr(subprocess.call(['test', '-e', folder + '/\xc3\xa9.d/l\xe9'])), os.environ.get('NOT\xe9', 'unset')
print codecs.encode(GREETING, 'hex'), repr(codecs.decode(GREETING, 'utf-8')[-1:].encode('latin-1')), codecs.decode('6162', 'hex')
print sys.argv[1:], len(sys.argv), [word for word in sys.argv if word.startswith('-')]
out = sys.stdout
def say(word, stream=sys.stdout):
    stream.write(word)
say('said ')
out.write(GREETING + '\n')
sys.stdout.write('plain\n')
sys.stdout.write('%s %s\n' % (GREETING, out.isatty()))
sys.stdout.writelines([GREETING, '\n'])
if sys.stdin.read() or [line for line in sys.stdin]: print 'more'
rmtree(folder)
print os.path.exists(folder), handlers is logging.handlers, hasattr(configuration, 'fileConfig')
