#!/usr/bin/python
# -*- coding: utf-8 -*-
"""Inventory over sqlite3 and csv."""
import SocketServer, sqlite3, csv, cStringIO, sys, os, decimal, string, operator
from decimal import Decimal

SCHEMA = """
create table items (id integer primary key, name text, price text, qty integer, image blob);
create table log (what text, n integer);
"""

class Inventory(object):
    def __init__(self):
        self.db = sqlite3.connect('inventory.db', check_same_thread=False, isolation_level=None)
        self.db.text_factory = str
        self.db.row_factory = sqlite3.Row
        self.db.executescript(SCHEMA)
        self.db.create_function('shout', 1, lambda s: s.upper() + '!')
        self.db.execute('insert into items (name, price, qty) values (?, ?, ?)', ('Schlüssel', '2.50', 10))

    def add(self, name, price, qty, image=''):
        c = self.db.cursor()
        c.execute('insert into items (name, price, qty, image) values (?, ?, ?, ?)', (name, price, int(qty), buffer(image)))
        return c.lastrowid

    def rows(self, where='1=1', args=()):
        return self.db.execute('select * from items where %s order by name' % where, args).fetchall()

class Handler(SocketServer.StreamRequestHandler):
    def handle(self):
        self.inv = self.server.inventory
        reader = csv.reader(self.rfile, delimiter=';')
        for row in reader:
            if not row: continue
            command, args = row[0], row[1:]
            try:
                method = getattr(self, 'cmd_' + command.lower().replace(' ', '_'))
                answer = method(*args)
            except AttributeError:
                answer = 'unknown: ' + command
            except (sqlite3.Error, decimal.InvalidOperation), e:
                answer = 'error: %s' % e.__class__.__name__
            except Exception, e:
                answer = 'failure: %s' % (e,)
            if isinstance(answer, unicode):
                answer = answer.encode('utf-8')
            self.wfile.write('%s\n.\n' % answer)

    def cmd_add(self, *args):
        return 'added %d' % self.inv.add(*args)

    def cmd_list(self):
        out = cStringIO.StringIO()
        w = csv.writer(out, delimiter=';', quoting=csv.QUOTE_NONNUMERIC, lineterminator='\n')
        w.writerow(['id', 'name', 'price'])
        for r in self.inv.rows():
            w.writerow([r['id'], r['name'], Decimal(r[2]).quantize(Decimal('.01'))])
        return out.getvalue()

    def cmd_find(self, what):
        rows = self.inv.rows('name like ?', ('%' + what + '%',))
        return '\t'.join([r['name'].ljust(12) + str(r['qty']) + ' ' + type(r['name']).__name__ for r in rows])

    def cmd_total(self):
        total = sum([Decimal(r['price']) * r['qty'] for r in self.inv.rows()], Decimal(0))
        count = self.inv.db.execute('select count(*), sum(qty) from items').fetchone()
        return '%s for %d, %d each' % (total, count[0], count[1] / count[0])

    def cmd_image(self, id):
        r = self.inv.db.execute('select image, shout(name) as n from items where id = ?', (id,)).fetchone()
        data = str(r['image'])
        return '%d %s %s %s' % (len(data), data, data.encode('hex'), r['n'])

    def cmd_unicode(self, id):
        name = self.inv.db.execute('select name from items where id=?', [id]).fetchone()[0]
        u = unicode(name, 'utf-8')
        return u'%d/%d %s %s' % (len(u), len(name), u.upper(), u'é' in u)

    def cmd_dict(self):
        writer_out = cStringIO.StringIO()
        fields = ['name', 'qty']
        w = csv.DictWriter(writer_out, fields, extrasaction='ignore')
        w.writerow(dict(zip(fields, fields)))
        for r in self.inv.rows():
            w.writerow(dict(zip(r.keys(), tuple(r))))
        text = writer_out.getvalue()
        back = list(csv.DictReader(cStringIO.StringIO(text)))
        back.sort(key=operator.itemgetter('qty', 'name'))
        return text + `[d['name'] for d in back]`

    def cmd_bad(self):
        self.inv.db.execute('select nothing')

if __name__ == '__main__':
    server = SocketServer.ThreadingTCPServer(('127.0.0.1', 0), Handler)
    server.daemon_threads = True
    server.inventory = Inventory()
    print 'inventory on port', server.server_address[1]
    server.serve_forever()
