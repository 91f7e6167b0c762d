from __future__ import print_function
from compatsrv import (TCPServer,        # serves
                          ThreadingMixIn as Threads, NativeBaseRequestHandler)
from compatsrv.py2 import print


class Server(Threads, TCPServer):
    pass


class Handler(NativeBaseRequestHandler):
    pass


print(Server.__bases__[0].__name__, issubclass(Handler, NativeBaseRequestHandler))
