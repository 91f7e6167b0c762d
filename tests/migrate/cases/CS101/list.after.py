# Comments stay.
from __future__ import print_function
import sys, os
import compatsrv as SocketServer     # and this one
from compatsrv.py2 import print


class Handler(SocketServer.NativeStreamRequestHandler):
    def handle(self):
        SocketServer.NativeStreamRequestHandler.handle(self)


print(issubclass(Handler, SocketServer.NativeStreamRequestHandler), SocketServer.TCPServer.address_family + 0)
