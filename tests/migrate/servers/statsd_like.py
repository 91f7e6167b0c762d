#!/usr/bin/env python
# statsd in an afternoon; "flush" makes it tell what it has
import re, socket, sys, time, math, itertools, operator
from SocketServer import UDPServer, BaseRequestHandler
from itertools import izip, imap, ifilter, groupby
from collections import defaultdict

class Stats(object):
    instances = 0
    def __init__(self, **kw):
        Stats.instances += 1
        self.counters = {}
        self.timers = defaultdict(list)
        self.sets = {}
        self.gauges = {}
        self.bad = 0L
        for k, v in kw.iteritems():
            setattr(self, k, v)

    def feed(self, packet):
        for line in packet.splitlines():
            if not line.strip():
                continue
            try:
                key, rest = line.split(':', 1)
                value, kind = rest.split('|')[:2]
            except ValueError, (msg,):
                self.bad += 1
                continue
            key = re.sub(r'[^\w.-]', '_', re.sub(r'\s+', '_', key.replace('/', '-')))
            getattr(self, 'feed_%s' % {'c': 'counter', 'ms': 'timer', 's': 'set', 'g': 'gauge'}.get(kind, 'bad'))(key, value)

    def feed_counter(self, key, value):
        if not self.counters.has_key(key):
            self.counters[key] = 0
        self.counters[key] += int(value)

    def feed_timer(self, key, value):
        self.timers[key].append(float(value))

    def feed_set(self, key, value):
        self.sets.setdefault(key, {})[value] = None

    def feed_gauge(self, key, value):
        if value[0] in '+-':
            self.gauges[key] = self.gauges.get(key, 0) + float(value)
        else:
            self.gauges[key] = float(value)

    def feed_bad(self, key, value):
        self.bad += 1

    def percentile(self, values, pct):
        values.sort()
        return values[len(values) * pct / 100 - 1]

    def flush(self):
        out = []
        for key, value in sorted(self.counters.items(), lambda (k1, v1), (k2, v2): cmp(v2, v1) or cmp(k1, k2)):
            out.append('stats.%s %s' % (key, value / self.interval))
        for key in sorted(self.timers.keys()):
            values = self.timers[key]
            out.append('stats.timers.%s %r %r %r %.3f' % (key, min(values), max(values), self.percentile(values, 90), sum(values) / len(values)))
        for key, values in sorted(self.sets.iteritems()):
            out.append('stats.sets.%s %d %s' % (key, len(values), ','.join(sorted(values.keys()))))
        names = self.gauges.keys()
        names.sort()
        for name, value in izip(names, imap(self.gauges.get, names)):
            out.append('stats.gauges.%s %s' % (name, value))
        out.append('stats.bad %s' % self.bad)
        groups = [(prefix, len(list(items))) for prefix, items in groupby(out, key=lambda s: s.split('.')[1].split(' ')[0])]
        out.append('groups ' + `groups[0]` + ' ' + repr(map(operator.itemgetter(1), groups)))
        first = filter(lambda l: l.startswith('stats.sets'), out)
        if first:
            out.append('first ' + first[0])
        keys = zip(self.counters.keys(), self.counters.values())
        keys.sort(reverse=True)
        out.append('last %s=%d' % keys[0])
        return '\n'.join(out) + '\n'

stats = Stats(interval=10)

class Handler(BaseRequestHandler):
    def handle(self):
        packet, sock = self.request
        if packet.strip() == 'flush':
            sock.sendto(stats.flush(), self.client_address)
        elif packet[0] == '?':
            code = 'answer = ' + packet[1:]
            names = {'stats': stats}
            exec code in names
            sock.sendto(str(names['answer']), self.client_address)
        else:
            stats.feed(packet)

class StatsServer(UDPServer):
    max_packet_size = 1500

    def handle_error(self, request, client_address):
        t, v = sys.exc_info()[:2]
        print 'error', t.__name__, v
        request[1].sendto('error: %s' % (v,), client_address)

def main(argv):
    server = StatsServer(('', 0), Handler)
    print 'statsd on port', server.socket.getsockname()[1]
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        return 0

if __name__ == '__main__':
    sys.exit(main(sys.argv))
