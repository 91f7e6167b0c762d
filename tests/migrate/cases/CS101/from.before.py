from SocketServer import (TCPServer,        # serves
                          ThreadingMixIn as Threads, BaseRequestHandler)


class Server(Threads, TCPServer):
    pass


class Handler(BaseRequestHandler):
    pass


print Server.__bases__[0].__name__, issubclass(Handler, BaseRequestHandler)
