# Comments stay.
import sys, SocketServer, os     # and this one


class Handler(SocketServer.StreamRequestHandler):
    def handle(self):
        SocketServer.StreamRequestHandler.handle(self)


print issubclass(Handler, SocketServer.StreamRequestHandler), SocketServer.TCPServer.address_family + 0
