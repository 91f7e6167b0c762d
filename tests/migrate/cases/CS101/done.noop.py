import compatsrv as SocketServer


class Handler(SocketServer.StreamRequestHandler):
    def handle(self):
        self.wfile.write(b'deals in bytes')
