#!/usr/bin/env python
import SocketServer, threading, time, sys

clients = {}
lock = threading.Lock()

def broadcast(message, sender = None):
	lock.acquire()
	try:
		for nick in sorted(clients):
			if nick == sender:
				continue
			try:
				clients[nick].send(message)
			except:
				print "could not send to", nick
	finally:
		lock.release()

class ChatHandler(SocketServer.BaseRequestHandler):
	nick = ''
	buf = ''

	def read_line(self):
		while self.buf.find('\n') == -1:
			data = self.request.recv(512)
			if data == '':
				return None
			self.buf += data
		line, self.buf = self.buf.split('\n', 1)
		return line.rstrip('\r')

	def handle(self):
		self.request.send("Enter your nick: ")
		nick = self.read_line()
		if not nick or nick in clients:
			self.request.send("Sorry, %s\n" % nick)
			return
		self.nick = nick
		clients[nick] = self.request
		broadcast("*** " + nick + " has joined (" + str(len(clients)) + " here)\n")
		while True:
			line = self.read_line()
			if line is None:
				break
			if line.startswith('/'):
				parts = line[1:].split(' ', 1)
				command = parts[0].lower()
				if command == 'quit':
					break
				elif command == 'me':
					broadcast("* %s %s\n" % (nick, parts[1]))
				elif command == 'who':
					self.request.send(', '.join(sorted(clients.keys())) + '\n')
				elif command in ('msg', 'tell'):
					try:
						to, text = parts[1].split(None, 1)
						clients[to].send("[%s] %s\n" % (nick, text))
					except KeyError, e:
						self.request.send("no such nick: " + e[0] + "\n")
					except:
						self.request.send("usage: /msg nick text\n")
				else:
					self.request.send("unknown: %r\n" % command)
			else:
				broadcast("<" + nick + "> " + line + "\n", nick)

	def finish(self):
		if clients.has_key(self.nick):
			del clients[self.nick]
			broadcast("*** %s has left\n" % self.nick)

class ChatServer(SocketServer.ThreadingMixIn, SocketServer.TCPServer):
	allow_reuse_address = True

if __name__ == '__main__':
	server = ChatServer(('127.0.0.1', 0), ChatHandler)
	print "Chat on port %s" % server.server_address[1]
	t = threading.Thread(target = server.serve_forever)
	t.setDaemon(True)
	t.start()
	while t.isAlive():
		time.sleep(0.2)
