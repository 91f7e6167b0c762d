import SocketServer, marshal, new, struct, sys, traceback, types, thread, time

# calls come as length + marshalled (function, args, keywords), answers as length + marshalled (ok, value)

registry = {}

def export(name=None, check=None):
    def decorate(f):
        registry[name or f.func_name] = (f, check)
        return f
    return decorate

def arity(n):
    def check(args):
        if len(args) != n:
            raise TypeError, '%d arguments, not %d' % (n, len(args))
    return check

@export()
def echo(*args, **kw):
    return args, kw

@export('div', arity(2))
def divide(a, b):
    return a / b

@export()
def kinds(*values):
    return [type(v).__name__ for v in values]

@export()
def join(sep, items):
    return sep.join(items)

@export('fold')
def fold(op, items):
    return reduce({'+': lambda a, b: a + b, '*': lambda a, b: a * b}[op], items)

@export()
def swap((a, b), c):
    return b, a, c

@export()
def info(d):
    pairs = d.items()
    pairs.sort()
    return [('%s' % k, v) for k, v in pairs] + [len(pairs), d.has_key('x'), max(d.values())]

@export()
def code(source, **names):
    exec source in names
    return names.get('result')

@export()
def fail(text):
    try:
        raise ValueError, text
    except ValueError:
        t, v, tb = sys.exc_info()
        raise RuntimeError, 'wrapped: %s' % v, tb

class Handler(SocketServer.StreamRequestHandler):
    def handle(self):
        while True:
            head = self.rfile.read(4)
            if len(head) < 4:
                break
            (size,) = struct.unpack('!I', head)
            try:
                name, args, kw = marshal.loads(self.rfile.read(size))
                f, check = registry[name]
                if check: check(args)
                reply = (True, apply(f, args, kw))
            except KeyError, e:
                reply = (False, 'no function %s' % e)
            except Exception, e:
                frames = traceback.extract_tb(sys.exc_traceback)
                reply = (False, '%s: %s (in %s)' % (e.__class__.__name__, e, frames[0][2]))
            answer = marshal.dumps(reply, 0)
            if type(reply) is not types.TupleType:
                raise TypeError
            self.send(answer)

    def send(self, data):
        self.wfile.write(struct.pack('!I', len(repr(marshal.loads(data)))))
        self.wfile.write(repr(marshal.loads(data)) + '\n')

server = SocketServer.ThreadingTCPServer(('127.0.0.1', 0), Handler)
server.daemon_threads = 1
if __name__ == '__main__':
    print 'rpc on port %(port)s' % {'port': server.server_address[1]}
    server.serve_forever()
