#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""A file share of lines: names are whatever bytes the clients and the disk have."""
import os, sys, glob, stat, errno, shutil, fnmatch
import SocketServer
from os.path import join, isdir, getsize

ROOT = os.path.abspath('share')
WELCOME = 'données.txt'

def prepare():
    os.makedirs(join(ROOT, 'caf\xc3\xa9', 'd\xe9ep'))
    for name in (WELCOME, 'latin-\xe9.txt', '\xff\xfe.bin', 'plain.txt', '\xce\xb1\xce\xb2.txt'):
        f = open(join(ROOT, name), 'w')
        f.write('this is %s\n' % name)
        f.close()
    open('%s/caf\xc3\xa9/men\xc3\xbc' % ROOT, 'w').write('soup\n')
    os.symlink('plain.txt', ROOT + '/lien-\xe9')
    os.system("cd %s && touch \"$(printf 'by-shell-\\351-\\303\\251')\"" % ROOT)

class ShareHandler(SocketServer.StreamRequestHandler):

    def handle(self):
        self.cwd = '/'
        while True:
            line = self.rfile.readline()
            if not line:
                break
            words = line.rstrip('\r\n').split(' ')
            command = getattr(self, 'do_' + words[0].upper(), None)
            if command is None:
                self.wfile.write('? %s\r\n' % words[0])
                continue
            try:
                command(*words[1:])
            except EnvironmentError, e:
                self.wfile.write('- %s %s %r\r\n' % (errno.errorcode.get(e.errno, '?'), e.strerror, e.filename[-12:]))
            except TypeError, e:
                self.wfile.write('- usage\r\n')

    def real(self, name):
        path = os.path.normpath(ROOT + os.path.join(self.cwd, name))
        if not path.startswith(ROOT):
            raise OSError(errno.EACCES, 'outside', name)
        return path

    def answer(self, *words):
        self.wfile.write('+ ' + ' '.join(map(str, words)) + '\r\n')

    def do_LIST(self, name='.'):
        names = os.listdir(self.real(name))
        names.sort()
        for each in names:
            full = join(self.real(name), each)
            self.wfile.write('%-20s %s %d\r\n' % (each, isdir(full) and 'dir' or 'file', len(each)))
        self.answer(len(names), repr(names))

    def do_CD(self, name):
        if not isdir(self.real(name)):
            raise OSError(errno.ENOTDIR, 'no directory', name)
        self.cwd = os.path.normpath(os.path.join(self.cwd, name))
        self.answer(self.cwd, os.path.basename(self.cwd), os.path.split(self.cwd))

    def do_WALK(self):
        found = []
        for folder, dirs, files in os.walk(ROOT):
            dirs.sort()
            for each in sorted(files):
                found.append(os.path.join(folder, each)[len(ROOT):])
        for each in found:
            self.wfile.write(each + '\r\n')
        self.answer(len(found), max(map(len, found)))

    def do_GLOB(self, pattern):
        found = [path[len(ROOT) + 1:] for path in glob.glob(join(ROOT, pattern))]
        found.sort()
        self.answer(' '.join(found), fnmatch.filter(os.listdir(ROOT), pattern) and 'some' or 'none')

    def do_GET(self, name):
        path = self.real(name)
        size = os.stat(path).st_size
        self.answer(size, stat.S_ISREG(os.stat(path)[stat.ST_MODE]), os.path.splitext(name)[1].upper())
        self.wfile.write(open(path, 'rb').read())

    def do_PUT(self, name, text=''):
        fd = os.open(self.real(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0600)
        os.write(fd, text)
        os.close(fd)
        self.answer(getsize(self.real(name)), os.path.exists(self.real(name)), os.access(self.real(name), os.R_OK))

    def do_DEL(self, name):
        os.remove(self.real(name))
        self.answer('gone', os.path.exists(self.real(name)), os.path.lexists(self.real(name)))

    def do_MV(self, old, new):
        os.rename(self.real(old), self.real(new))
        self.answer(old, '->', new)

    def do_CP(self, old, new):
        if isdir(self.real(old)):
            shutil.copytree(self.real(old), self.real(new))
        else:
            shutil.copy(self.real(old), self.real(new))
        self.answer(sorted(os.listdir(os.path.dirname(self.real(new)))))

    def do_MKDIR(self, name):
        os.mkdir(self.real(name))
        os.chmod(self.real(name), 0700)
        self.answer(os.path.isdir(self.real(name)), os.path.commonprefix([name, name + 'x']))

    def do_RMTREE(self, name):
        shutil.rmtree(self.real(name))
        self.answer(os.path.exists(self.real(name)))

    def do_LINK(self, name):
        target = os.readlink(self.real(name))
        self.answer(target, os.path.realpath(self.real(name))[len(ROOT):], os.path.relpath(self.real(name), ROOT))

    def do_HERE(self, name):
        os.chdir(self.real(name))
        here = os.getcwd()
        os.chdir(ROOT)
        self.answer(here[len(ROOT):], len(here[len(ROOT):]), os.path.abspath(name)[len(ROOT):])

    def do_DISK(self):
        # what other programs see
        self.wfile.write(os.popen('cd %s && find . | LC_ALL=C sort | LC_ALL=C od -An -c' % ROOT).read())
        self.answer('disk')

    def do_WELCOME(self):
        self.wfile.write(open(ROOT + os.sep + WELCOME).read())

def main():
    prepare()
    server = SocketServer.TCPServer(('127.0.0.1', 0), ShareHandler)
    print 'share on port %d' % server.server_address[1]
    sys.stdout.flush()
    server.serve_forever()

if __name__ == '__main__':
    main()
