# SOCKS5 proxy, with a target of its own
import socket, sys, select, SocketServer, struct, time, threading

class Target(SocketServer.BaseRequestHandler):
    def handle(self):
        data = self.request.recv(1000)
        self.request.send('target got ' + data.upper() + ' \xff\x00')

class ThreadingTCPServer(SocketServer.ThreadingMixIn, SocketServer.TCPServer): pass
class Socks5Server(SocketServer.StreamRequestHandler):
    rbufsize = 0
    def handle_tcp(self, sock, remote):
        fdset = [sock, remote]
        while True:
            r, w, e = select.select(fdset, [], [])
            if sock in r:
                if remote.send(sock.recv(4096)) <= 0: break
            if remote in r:
                if sock.send(remote.recv(4096)) <= 0: break
    def handle(self):
        try:
            print 'socks connection from ', self.client_address[0]
            sock = self.connection
            # 1. Version
            methods = sock.recv(2)
            if methods[0] != '\x05':
                raise socket.error('not socks5: %s' % repr(methods))
            sock.recv(ord(methods[1]))
            sock.send(b"\x05\x00");
            # 2. Request
            data = self.rfile.read(4)
            mode = ord(data[1])
            addrtype = ord(data[3])
            if addrtype == 1:       # IPv4
                addr = socket.inet_ntoa(self.rfile.read(4))
            elif addrtype == 3:     # Domain name
                addr = self.rfile.read(ord(self.rfile.read(1)))
            port = struct.unpack('>H', self.rfile.read(2))
            reply = b"\x05\x00\x00\x01"
            try:
                if mode == 1:  # 1. Tcp connect
                    if addr == 'target.\xe9':
                        addr, port = target.server_address[0], [target.server_address[1]]
                    remote = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
                    remote.connect((addr, port[0]))
                    print 'Tcp connect to', addr, port[0]
                else:
                    reply = b"\x05\x07\x00\x01" # Command not supported
                local = ('10.1.255.254', 0x80ff)
                reply += socket.inet_aton(local[0]) + struct.pack(">H", local[1])
            except socket.error:
                # Connection refused
                reply = '\x05\x05\x00\x01\x00\x00\x00\x00\x00\x00'
            sock.send(reply)
            # 3. Transfering
            if reply[1] == '\x00':  # Success
                if mode == 1:    # 1. Tcp connect
                    self.handle_tcp(sock, remote)
        except socket.error, e:
            print 'socket error', e
        except struct.error:
            print 'short'
target = SocketServer.TCPServer(('127.0.0.1', 0), Target)
def main():
    t = threading.Thread(target=target.serve_forever)
    t.daemon = True
    t.start()
    server = ThreadingTCPServer(('127.0.0.1', 0), Socks5Server)
    server.daemon_threads = True
    print 'socks on port', server.server_address[1], target.server_address[1]
    server.serve_forever()
if __name__ == '__main__':
    main()
