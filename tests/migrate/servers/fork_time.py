#!/usr/bin/env python
import os, sys, time, socket, struct
import SocketServer

EPOCH = 2208988800L

class TimeHandler(SocketServer.StreamRequestHandler):
    """RFC 868 and a few words more, each client in a process of its own."""
    def handle(self):
        kind = self.rfile.readline()[:-1]
        if kind == "rfc868":
            self.wfile.write(struct.pack(">I", 1000000000 + EPOCH))
        elif kind.startswith("fmt "):
            self.wfile.write(time.strftime(kind[4:], time.gmtime(86400 * 366)) + "\n")
        elif kind[0] == "\xe9":
            self.wfile.write("e acute, " + str(ord(kind[0])) + "\n")
        elif kind == "child":
            self.wfile.write(["parent", "child"][os.getpid() != self.server.pid] + "\n")
        elif kind.isdigit():
            self.wfile.write(time.ctime(int(kind))[:3] + "\n")
        else:
            self.wfile.write("? " + kind + "\n")
            self.server.requests += 1
            self.wfile.write("%d\n" % self.server.requests)

class TimeServer(SocketServer.ForkingMixIn, SocketServer.TCPServer):
    allow_reuse_address = 1
    max_children = 10
    request_queue_size = 10

    def __init__(self, address):
        SocketServer.TCPServer.__init__(self, address, TimeHandler)
        self.pid = os.getpid()
        self.requests = 0

if __name__ == "__main__":
    server = TimeServer(("127.0.0.1", 0))
    print "time on port", server.server_address[1]
    sys.stdout.flush()
    server.serve_forever()
