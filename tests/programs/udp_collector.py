#!/usr/bin/env python
# Counts what gateways report: "name value" in, "name sum number" out.
import sys
import SocketServer


class Collector(SocketServer.DatagramRequestHandler):
    sums = {}

    def handle(self):
        packet = self.rfile.read()
        fields = packet.split()
        if len(fields) != 2:
            self.wfile.write('? ' + repr(packet))
            return
        name, value = fields
        try:
            value = int(value)
        except ValueError:
            self.wfile.write('not a number: %s' % value)
            return
        total, count = self.sums.get(name, (0, 0))
        self.sums[name] = total + value, count + 1
        self.wfile.write('%s %d %d' % ((name,) + self.sums[name]))


if __name__ == '__main__':
    server = SocketServer.UDPServer(('127.0.0.1', 0), Collector)
    sys.stdout.write('listening on %s:%d\n' % server.server_address)
    sys.stdout.flush()
    server.serve_forever()
