import SocketServer

class MyTCPHandler(SocketServer.BaseRequestHandler):
    """
    The RequestHandler class for our server.

    It is instantiated once per connection to the server, and must
    override the handle() method.
    """

    def handle(self):
        # self.request is the TCP socket connected to the client
        self.data = self.request.recv(1024).strip()
        print "{} wrote:".format(self.client_address[0])
        print self.data
        # just send back the same data, but upper-cased
        self.request.sendall(self.data.upper())

if __name__ == "__main__":
    HOST, PORT = "localhost", 0

    # Create the server, binding to localhost
    server = SocketServer.TCPServer((HOST, PORT), MyTCPHandler)
    print "Listening on port", server.server_address[1]

    # Activate the server; this will keep running until you
    # interrupt the program with Ctrl-C
    server.serve_forever()
