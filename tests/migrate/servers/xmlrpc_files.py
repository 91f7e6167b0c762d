#!/usr/bin/env python
import os, sys, xmlrpclib, time
from SimpleXMLRPCServer import SimpleXMLRPCServer, SimpleXMLRPCRequestHandler
import SocketServer

class RequestHandler(SimpleXMLRPCRequestHandler):
    rpc_paths = ('/RPC2', '/')
    server_version = 'files/1'
    sys_version = ''
    def log_message(self, format, *args):
        print '[%s] %s' % (self.client_address[0], format % args)

class ThreadedXMLRPCServer(SocketServer.ThreadingMixIn, SimpleXMLRPCServer):
    daemon_threads = True

class Files:
    def __init__(self):
        self.files = {}
    def put(self, name, data):
        self.files[name] = data.data
        return len(data.data)
    def get(self, name):
        if name not in self.files:
            raise xmlrpclib.Fault(404, 'no file ' + name)
        return xmlrpclib.Binary(self.files[name])
    def names(self):
        names = self.files.keys()
        names.sort()
        return names
    def find(self, word):
        return ['%s (%d)' % (n, len(self.files[n])) for n in self.names() if word.lower() in n.lower()]

if __name__ == '__main__':
    server = ThreadedXMLRPCServer(('localhost', 0), requestHandler=RequestHandler, allow_none=True)
    server.register_introspection_functions()
    server.register_instance(Files())
    server.register_function(lambda a, b: a / b, 'div')
    print 'xml-rpc on port', server.server_address[1]
    server.serve_forever()
