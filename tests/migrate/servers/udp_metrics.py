import re
import SocketServer

counters = {}
timers = {}
GAUGE = re.compile(r'^(\w+[\w.]*)=(-?\d+)$')

class MetricsHandler(SocketServer.BaseRequestHandler):
    def handle(self):
        data = self.request[0].strip()
        sock = self.request[1]
        print "%s wrote:" % self.client_address[0], data
        if data == 'report':
            out = []
            for key in sorted(counters.keys()):
                out.append('%s %d' % (key, counters[key]))
            for key, values in sorted(timers.items()):
                out.append('%s avg %s max %d' % (key, sum(values) / len(values), max(values)))
            sock.sendto('\n'.join(out), self.client_address)
            return
        m = GAUGE.match(data)
        if m:
            counters[m.group(1)] = int(m.group(2))
            sock.sendto('gauge ' + m.group(1) + ' is ' + m.group(2), self.client_address)
            return
        bits = data.split(':')
        key = re.sub('[^a-zA-Z_\-0-9\.]', '', re.sub('\s+', '_', bits.pop(0)))
        for bit in bits:
            fields = bit.split('|')
            try:
                if fields[1] == 'ms':
                    timers.setdefault(key, []).append(int(fields[0]))
                elif fields[1] == 'c':
                    counters[key] = counters.get(key, 0) + int(fields[0] or 1)
                else:
                    raise ValueError, 'bad type ' + fields[1]
            except (IndexError, ValueError), err:
                sock.sendto('error: %s' % err, self.client_address)
                return
        sock.sendto("ok " + key, self.client_address)

if __name__ == "__main__":
    server = SocketServer.UDPServer(('127.0.0.1', 0), MetricsHandler)
    print 'metrics on udp port', server.server_address[1]
    server.serve_forever()
