#!/usr/bin/env python
## Tiny Syslog Server in Python.
##
## This is a tiny syslog server that is able to receive UDP based syslog
## entries on a specified port and save them to a file.

LOG_FILE = 'youlogfile.log'
HOST, PORT = "127.0.0.1", 0

import logging
import re
import SocketServer

logging.basicConfig(level=logging.INFO, format='%(message)s', datefmt='', filename=LOG_FILE, filemode='a')

SEVERITIES = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug']
pattern = re.compile('^<(\d{1,3})>(.*)', re.DOTALL)
seen = []

class SyslogUDPHandler(SocketServer.BaseRequestHandler):

	def handle(self):
		data = bytes.decode(self.request[0].strip(), 'latin-1')
		socket = self.request[1]
		raw = str(self.request[0])
		match = pattern.match(raw)
		if raw[:5] == 'DUMP?':
			socket.sendto("".join(["%s\n" % line for line in seen]), self.client_address)
		elif not match:
			socket.sendto('malformed: %s' % raw, self.client_address)
		else:
			pri = int(match.group(1))
			text = match.group(2).rstrip("\x00\r\n")
			entry = "%s.%s: %s" % (pri / 8, SEVERITIES[pri % 8], text)
			seen.append(entry)
			logging.info(entry)
			print "%s : %d" % (self.client_address[0], len(data)), entry
			socket.sendto("%d" % len(seen), self.client_address)

if __name__ == "__main__":
	try:
		server = SocketServer.UDPServer((HOST, PORT), SyslogUDPHandler)
		print "syslog on port", server.server_address[1]
		server.serve_forever(poll_interval=0.5)
	except (IOError, SystemExit):
		raise
	except KeyboardInterrupt:
		print ("Crtl+C Pressed. Shutting down.")
