import SocketServer, string, sys, os
people = { 'ann' : ('Ann \xc4', 'room 1'), 'bob' : ('Bob', 'room 2') }

class finger(SocketServer.StreamRequestHandler):
    def handle(self):
	who = self.rfile.readline()
	who = who[:-1]
	if who[-1:] == '\r':
	    who = who[:-1]
	if who == '':
	    l = people.keys()
	    l.sort()
            for p in l:
                self.wfile.write(p + '\n')
	elif people.has_key(string.lower(who)):
	    name, room = people[string.lower(who)]
	    self.wfile.write('%s\t%s\n' % (name, room))
	    # remember who was asked for
	    self.server.asked[who] = self.server.asked.get(who, 0) + 1
	elif who == '*asked*':
		for w in sorted(self.server.asked):
			self.wfile.write(w + ' ' + `self.server.asked[w]` + '\n')
        else:
	    self.wfile.write('Nobody called ' + who + '\n')
	if not self.server.quiet:
	    print 'asked for', who, len(who)

def main(argv):
    server = SocketServer.TCPServer(('localhost', 0), finger)
    server.asked = {}
    server.quiet = len(argv) > 1
    print 'finger on port', server.server_address[1]
    server.serve_forever()
main(sys.argv)
