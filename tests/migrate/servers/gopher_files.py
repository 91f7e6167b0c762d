#!/usr/bin/python -tt
# gopherd: menus of a directory that it makes itself
import sys, os, stat, string, SocketServer, dircache, errno, fnmatch, glob, time, mimetypes, linecache, fileinput
from os.path import *
from stat import *

ROOT = join(os.getcwd(), 'gopher')

def populate():
    if not exists(ROOT): os.mkdir(ROOT, 0755)
    f = file(join(ROOT, 'about.txt'), 'w')
    f.write('caf\xe9\nsecond line\n.hidden dot\n')
    f.close()
    f = open(join(ROOT, 'image.gif'), 'wb')
    f.write('GIF89a\x00\xff\xfe\r\n')
    f.close()
    os.makedirs(join(ROOT, 'sub', 'deep'), 0700)
    fd = os.open(join(ROOT, 'sub', 'data.csv'), os.O_WRONLY | os.O_CREAT, 0640)
    os.write(fd, 'a,b\n1,\xe9\n')
    os.close(fd)
    open(join(ROOT, 'sub', 'n\xc3\xa4me.txt'), 'w').write('named\n')
    os.symlink('about.txt', join(ROOT, 'link'))

class GopherError(EnvironmentError):
    pass

class Gopher(SocketServer.StreamRequestHandler):
    types = {'.gif': 'g', '.txt': '0', '.csv': '0'}

    def handle(self):
        selector = self.rfile.readline()
        if selector[-2:] == '\r\n': selector = selector[:-2]
        elif selector[-1:] in ('\r', '\n'): selector = selector[:-1]
        if '\t' in selector:
            selector, query = string.splitfields(selector, '\t', 1)
            self.search(selector, query)
            return
        path = normpath(ROOT + '/' + selector)
        if path[:len(ROOT)] <> ROOT:
            self.error('outside')
            return
        try:
            mode = os.stat(path)[ST_MODE]
            if S_ISDIR(mode): self.menu(path, selector)
            elif S_ISREG(mode) and splitext(path)[1] == '.gif':
                self.wfile.write(file(path, 'rb').read())
            else: self.text(path)
        except (IOError, OSError), (code, message):
            self.error('%s %s' % (errno.errorcode[code], message))
        except GopherError, err:
            self.error(`err.errno` + ' ' + str(err.strerror))

    def error(self, text):
        self.wfile.write('3%s\terror\t-\t0\r\n.\r\n' % text)

    def menu(self, path, selector):
        names = dircache.listdir(path)[:]
        names.sort(lambda a, b: cmp(isdir(join(path, a)), isdir(join(path, b))) or cmp(a, b))
        for name in names:
            full = join(path, name)
            kind = isdir(full) and '1' or self.types.get(splitext(name)[1], '9')
            st = os.lstat(full)
            info = '%s%s %o %d' % (name, '@' * islink(full), S_IMODE(st.st_mode) & 0700, [st[ST_SIZE], 0][isdir(full) or islink(full)])
            self.wfile.write(kind + string.join([info, selector + '/' + name, 'localhost', '70'], '\t') + '\r\n')
        self.wfile.write('.\r\n')

    def text(self, path):
        f = open(path, 'rU')
        try:
            for line in f.xreadlines():
                if line.startswith('.'): line = '.' + line
                self.wfile.write(line.rstrip('\n') + '\r\n')
        finally:
            f.close()
        self.wfile.write('.\r\n')

    def search(self, selector, query):
        if not query: raise GopherError, (22, 'empty')
        hits = []
        def visit(arg, dirname, names):
            names.sort()
            for name in names:
                full = join(dirname, name)
                if isfile(full) and not islink(full):
                    for n, line in enumerate(open(full)):
                        if query in line:
                            arg.append((full[len(ROOT):], n + 1, line.strip()))
        os.path.walk(ROOT, visit, hits)
        for path, n, line in hits:
            print >>self.wfile, '%s:%d: %s\r' % (path, n, line)
        tree = [(root[len(ROOT):], len(dirs), files) for root, dirs, files in os.walk(ROOT)]
        tree.sort()
        print >>self.wfile, tree[-1], glob.glob(ROOT + '/*.gif')[0][-9:], len(fnmatch.filter(os.listdir(join(ROOT, 'sub')), 'n*')), '\r'
        print >>self.wfile, mimetypes.guess_type('x.gif')[0]
        self.wfile.write('.\r\n')

if __name__ == '__main__':
    os.umask(022)
    populate()
    server = SocketServer.ForkingTCPServer(('127.0.0.1', 0), Gopher)
    print 'gopher on port', server.server_address[1]
    sys.stdout.flush()
    server.serve_forever()
