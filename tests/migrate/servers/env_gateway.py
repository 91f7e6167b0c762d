#!/usr/bin/env python2
"""Runs a shell script for each request, with what the client says in its environment, as CGI does."""
import SocketServer, os, subprocess, sys, commands, copy
from os import environ, putenv

SCRIPT = './scr\xc3\xafpt.sh'

def install():
    f = open(SCRIPT, 'w')
    f.write('#!/bin/sh\nprintf "%s|%s|%s|%s\\n" "$REQUEST" "$X_NAME" "$1" "$STATIC"\nexit 3\n')
    f.close()
    os.chmod(SCRIPT, 0755)
    environ['STATIC'] = '\xe9t\xc3\xa9 \xff'

class Gateway(SocketServer.StreamRequestHandler):

    def handle(self):
        request = self.rfile.readline().strip()
        env = copy.deepcopy(dict(os.environ))
        env['REQUEST'] = request
        for line in self.rfile:
            line = line.rstrip('\r\n')
            if not line: break
            name, value = line.split(': ', 1)
            env['X_' + name.upper().replace('-', '_')] = value
        verb, _, rest = request.partition(' ')
        method = getattr(self, 'run_' + verb, None)
        if method is None:
            print >>self.wfile, 'no', verb, os.environ.get('STATIC'), os.getenv('STATIC').decode('latin-1')[0] == u'\xe9'
            return
        method(rest, env)

    def run_popen(self, rest, env):
        child = subprocess.Popen([SCRIPT, rest], env=env, stdout=subprocess.PIPE)
        out = child.communicate()[0]
        self.wfile.write('%d %s' % (child.returncode, out))

    def run_call(self, rest, env):
        log = open('out-' + rest, 'w')
        code = subprocess.call(SCRIPT + ' ' + rest, shell=True, env=env, stdout=log, cwd=os.getcwd())
        log.close()
        self.wfile.write('%d %s' % (code, open('out-' + rest).read()))

    def run_fork(self, rest, env):
        self.wfile.flush()
        pid = os.fork()
        if not pid:
            try:
                os.dup2(self.connection.fileno(), 1)
                os.execve(SCRIPT, [SCRIPT, rest], env)
            finally:
                os._exit(127)
        print >>self.wfile, os.waitpid(pid, 0)[1] >> 8

    def run_spawn(self, rest, env):
        status = os.spawnve(os.P_WAIT, SCRIPT, (SCRIPT, rest), {'REQUEST': env['REQUEST']})
        print >>self.wfile, 'spawned', status

    def run_system(self, rest, env):
        os.environ['X_NAME'] = env.get('X_NAME', '')
        putenv('REQUEST', 'put \xe9')
        status = os.system('%s %s > sys-%s' % (SCRIPT, rest, rest))
        print >>self.wfile, status, file('sys-%s' % rest).read(),
        print >>self.wfile, os.popen('echo $X_NAME $STATIC').read(), commands.getoutput('echo $X_NAME')
        del os.environ['X_NAME']

    def run_env(self, rest, env):
        before = len(os.environ)
        os.environ.update({rest: 'upd\xe9', 'OTHER': rest})
        print >>self.wfile, os.environ[rest], os.environ.has_key(rest), rest in environ, len(os.environ) - before, \
            rest in os.environ.keys(), os.environ.items().count((rest, 'upd\xe9')), os.environ.get('nope\xe9'), \
            os.environ.setdefault('OTHER', 'x'), os.environ.pop(rest), os.environ.copy().get(rest, 'none')
        print >>self.wfile, os.path.expandvars('$OTHER/${OTHER}/$nope\xe9'), [v for k, v in os.environ.iteritems() if k == 'OTHER']
        try:
            os.environ[rest]
        except KeyError, e:
            print >>self.wfile, 'KeyError', e

class ReuseServer(SocketServer.TCPServer):
    allow_reuse_address = True

if __name__ == '__main__':
    install()
    server = ReuseServer(('127.0.0.1', 0), Gateway)
    print 'gateway on port', server.server_address[1]
    sys.stdout.flush()
    server.serve_forever()
