"""JSON-RPC over lines, one request a connection or many."""
import SocketServer
try:
    import json
except ImportError:
    import simplejson as json
import inspect, sys, types

class Methods:
    def echo(self, *args):
        return args

    def length(self, text):
        return len(text)

    def join(self, words, sep=' '):
        return sep.join(words)

    def upper(self, text):
        if type(text) == types.UnicodeType:
            return text.upper()
        return text

    def hex(self, text):
        return text.encode('utf-8').encode('hex')

    def divmod(self, a, b):
        return [a / b, a % b]

    def _private(self):
        return 'secret'

class JSONRPCHandler(SocketServer.StreamRequestHandler):
    methods = Methods()

    def handle(self):
        while True:
            try:
                data = self.rfile.readline()
                if data == '': return
                response = self.dispatch(data)
                self.wfile.write(json.dumps(response, sort_keys=True) + '\n')
                self.wfile.flush()
            except Exception, e:
                print >>sys.stdout, 'Exception wile handling:', e.__class__.__name__
                self.wfile.write('{"error": "%s"}\n' % e.__class__.__name__)

    def dispatch(self, data):
        try:
            request = json.loads(data.strip())
        except ValueError:
            return {'error': 'parse error', 'length': len(data)}
        if isinstance(request, list):
            return [self.call(r) for r in request]
        return self.call(request)

    def call(self, request):
        name = request.get('method', '')
        if name.startswith('_') or not hasattr(self.methods, name):
            return {'id': request.get('id'), 'error': 'no method ' + name}
        func = getattr(self.methods, name)
        params = request.get('params', [])
        try:
            if isinstance(params, dict):
                result = func(**dict([(str(k), v) for k, v in params.items()]))
            else:
                result = func(*params)
        except TypeError, e:
            return {'id': request.get('id'), 'error': 'bad params for %s' % name}
        print 'called', name, 'with', len(params)
        return {'id': request.get('id'), 'result': result}

class JSONServer(SocketServer.ThreadingMixIn, SocketServer.TCPServer):
    allow_reuse_address = True
    daemon_threads = True

def main():
    server = JSONServer(('localhost', 0), JSONRPCHandler)
    print 'json-rpc on port', server.server_address[1]
    server.serve_forever()

if __name__ == '__main__':
    main()
