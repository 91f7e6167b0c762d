#!/usr/bin/env python
# -*- coding: utf-8 -*-
import SocketServer
import sqlite3
import json
import threading

schema = '''
create table readings (id integer primary key autoincrement, station text, raw text, value real);
'''

class Database(object):
    def __init__(self, path):
        self.connection = sqlite3.connect(path, check_same_thread=False)
        self.connection.text_factory = str
        self.connection.executescript(schema)
        self.lock = threading.Lock()

    def insert(self, station, raw, value):
        with self.lock:
            cursor = self.connection.cursor()
            cursor.execute('insert into readings (station, raw, value) values (?, ?, ?)', (station, raw, value))
            self.connection.commit()
            return cursor.lastrowid

    def select(self, station):
        with self.lock:
            return self.connection.execute("select id, station, raw, value from readings where station = '%s' order by id" % station).fetchall()

db = Database(':memory:')

class StationHandler(SocketServer.StreamRequestHandler):
    """
    PUT <station> <raw>, GET <station>, JSON <station>, AVG <station>
    """
    def handle(self):
        self.data = self.rfile.readline().strip()
        while self.data:
            print "{0} says {1!r}".format(self.client_address[0], self.data)
            command, args = self.data.split(' ', 1)
            self.wfile.write(self.answer(command, args))
            self.data = self.rfile.readline().strip()

    def answer(self, command, args):
        if command == 'PUT':
            station, raw = args.split(' ', 1)
            value = float(filter(lambda c: c in '0123456789.-', raw) or 0)
            return 'stored %d\n' % db.insert(station, raw.decode('latin-1').encode('utf-8'), value)
        if command == 'GET':
            return ''.join(['%d %s %s %g\n' % row for row in db.select(args)]) + '.\n'
        if command == 'JSON':
            rows = [dict(zip(['id', 'station', 'raw', 'value'], row)) for row in db.select(args)]
            return json.dumps(rows, sort_keys=True) + '\n'
        if command == 'LOAD':
            try:
                values = json.loads(args)
            except ValueError, e:
                return 'not json\n'
            for key, value in sorted(values.iteritems()):
                if isinstance(value, unicode):
                    value = value.encode('utf8')
                db.insert(key.encode('utf8'), str(value), 0)
            return 'loaded %s\n' % ', '.join(sorted(k.encode('utf8') for k in values))
        if command == 'AVG':
            rows = db.select(args)
            if not rows:
                return 'none\n'
            return 'avg %.2f of %d\n' % (sum(r[3] for r in rows) / len(rows), len(rows))
        return 'unknown command %s\n' % command

if __name__ == "__main__":
    server = SocketServer.ThreadingTCPServer(("localhost", 0), StationHandler)
    print "station server on port {0}".format(server.server_address[1])
    server.serve_forever()
