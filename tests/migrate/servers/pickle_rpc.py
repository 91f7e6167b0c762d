"""Remote calls: a length, then a pickled (name, args, kwargs); back comes a pickled (ok, result)."""
import cPickle, struct, sys, traceback
from SocketServer import ThreadingMixIn, TCPServer, BaseRequestHandler

class Registry:
    functions = {}
    def expose(self, func):
        self.functions[func.__name__] = func
        return func

registry = Registry()

@registry.expose
def add(a, b):
    return a + b

@registry.expose
def reverse(text):
    return text[::-1]

@registry.expose
def upper(text, times=1):
    return text.upper() * times

@registry.expose
def table(rows):
    return dict([(row[0], list(row[1:])) for row in rows])

@registry.expose
def divide(a, b):
    return a / b

class RPCHandler(BaseRequestHandler):
    def recvall(self, n):
        data = ''
        while len(data) < n:
            chunk = self.request.recv(n - len(data))
            if chunk == '':
                raise EOFError, 'closed'
            data = data + chunk
        return data

    def handle(self):
        while True:
            try:
                size = struct.unpack('!I', self.recvall(4))[0]
                name, args, kwargs = cPickle.loads(self.recvall(size))
            except EOFError:
                return
            try:
                result = (True, registry.functions[name](*args, **kwargs))
            except Exception, e:
                result = (False, '%s %s' % (e.__class__.__name__, name))
            answer = cPickle.dumps(result)
            self.request.sendall(struct.pack('!I', len(answer)) + answer)

class RPCServer(ThreadingMixIn, TCPServer):
    daemon_threads = True

if __name__ == '__main__':
    server = RPCServer(('localhost', 0), RPCHandler)
    print 'rpc on port %d' % server.server_address[1]
    server.serve_forever()
