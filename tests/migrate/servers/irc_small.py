#!/usr/bin/env python
# A very small IRC server.
import sys, logging, re, select, socket, SocketServer

SRV_NAME = "Hircd"
SRV_VERSION = "0.2b"

RPL_WELCOME          = '001'
ERR_NOSUCHNICK       = '401'
ERR_UNKNOWNCOMMAND   = '421'
ERR_NICKNAMEINUSE    = '433'
ERR_NEEDMOREPARAMS   = '461'

class IRCError(Exception):
	"""
	Exception thrown by IRC command handlers to notify client of a server/client error.
	"""
	def __init__(self, code, value):
		self.code = code
		self.value = value

	def __str__(self):
		return repr(self.value)

class IRCChannel(object):
	def __init__(self, name, topic='No topic'):
		self.name = name
		self.topic_by = 'Unknown'
		self.topic = topic
		self.clients = set()

class IRCClient(SocketServer.BaseRequestHandler):
	def __init__(self, request, client_address, server):
		self.user = None
		self.host = client_address
		self.realname = None
		self.nick = None
		self.send_queue = []
		self.channels = {}
		SocketServer.BaseRequestHandler.__init__(self, request, client_address, server)

	def handle(self):
		logging.info('Client connected: %s' % (self.client_ident(), ))
		buf = ''
		while True:
			ready_to_read, ready_to_write, in_error = select.select([self.request], [], [], 0.05)
			# Write any commands to the client
			while self.send_queue:
				msg = self.send_queue.pop(0)
				self.request.send(msg + '\n')
			# See if the client has any commands for us.
			if len(ready_to_read) == 1 and ready_to_read[0] == self.request:
				data = self.request.recv(1024)
				if not data:
					break
				elif len(data) > 0:
					buf += data
					while buf.find("\n") != -1:
						line, buf = buf.split("\n", 1)
						line = line.rstrip()
						handler = response = ''
						try:
							if ' ' in line:
								command, params = line.split(' ', 1)
							else:
								command = line
								params = ''
							handler = getattr(self, 'handle_%s' % (command.lower()), None)
							if not handler:
								raise IRCError(ERR_UNKNOWNCOMMAND, '%s :Unknown command' % (command))
							response = handler(params)
						except AttributeError, e:
							raise e
						except IRCError, e:
							response = ':%s %s %s' % (SRV_NAME, e.code, e.value)
						except Exception, e:
							response = ':%s ERROR %s' % (SRV_NAME, e.__class__.__name__)
						if response:
							self.request.send(response + '\r\n')
						if command.upper() == 'QUIT':
							return

	def handle_nick(self, params):
		nick = params
		# Valid nickname?
		if re.search('[^a-zA-Z0-9\-\[\]\'`^{}_\xe9]', nick):
			raise IRCError('432', ':%s' % (nick))
		if self.server.clients.get(nick, None):
			raise IRCError(ERR_NICKNAMEINUSE, 'NICK :%s' % (nick))
		if not self.nick:
			self.nick = nick
			self.server.clients[nick] = self
			return ':%s %s %s :Welcome to %s' % (SRV_NAME, RPL_WELCOME, self.nick, SRV_NAME)
		message = ':%s NICK :%s' % (self.client_ident(), nick)
		self.server.clients.pop(self.nick)
		self.nick = nick
		self.server.clients[nick] = self
		return message

	def handle_user(self, params):
		if params.count(' ') < 3:
			raise IRCError(ERR_NEEDMOREPARAMS, '%s :USER <user> <mode> <unused> <realname>' % self.nick)
		user, mode, unused, realname = params.split(' ', 3)
		self.user = user
		self.realname = realname.lstrip(':')
		return ':%s 302 %s :%s' % (SRV_NAME, self.user, self.realname)

	def handle_ping(self, params):
		return ':%s PONG :%s' % (SRV_NAME, SRV_NAME)

	def handle_join(self, params):
		for r_channel_name in params.split(' ', 1)[0].split(','):
			r_channel_name = r_channel_name.strip()
			if not re.match('^#([a-zA-Z0-9_\xfc])+$', r_channel_name):
				raise IRCError('403', '%s :No such channel' % (r_channel_name))
			channel = self.server.channels.setdefault(r_channel_name, IRCChannel(r_channel_name))
			channel.clients.add(self)
			self.channels[channel.name] = channel
			for client in channel.clients:
				client.send_queue.append(':%s JOIN :%s' % (self.client_ident(), r_channel_name))

	def handle_privmsg(self, params):
		if ' ' not in params:
			raise IRCError(ERR_NEEDMOREPARAMS, 'PRIVMSG :Not enough parameters')
		target, msg = params.split(' ', 1)
		message = ':%s PRIVMSG %s %s' % (self.client_ident(), target, msg)
		if target.startswith('#') or target.startswith('$'):
			channel = self.server.channels.get(target)
			if not channel:
				raise IRCError(ERR_NOSUCHNICK, 'PRIVMSG :%s' % (target))
			for client in channel.clients:
				if client != self:
					client.send_queue.append(message)
		else:
			client = self.server.clients.get(target, None)
			if not client:
				raise IRCError(ERR_NOSUCHNICK, 'PRIVMSG :%s' % (target))
			client.send_queue.append(message)

	def handle_topic(self, params):
		channel_name, topic = params.split(' :', 1)
		channel = self.channels[channel_name]
		channel.topic = topic
		channel.topic_by = self.nick
		return ':%s TOPIC %s :%s' % (self.client_ident(), channel_name, topic)

	def handle_names(self, params):
		nicks = [client.nick for client in self.server.channels[params].clients]
		nicks.sort(lambda a, b: cmp(a.lower(), b.lower()))
		return ':%s 353 %s = %s :%s' % (SRV_NAME, self.nick, params, ' '.join(nicks))

	def handle_dump(self, params):
		print "Clients:", sorted(self.server.clients.keys())
		for channel in sorted(self.server.channels.values(), key=lambda c: c.name):
			print " ", channel.name, channel.topic, len(channel.clients)

	def handle_quit(self, params):
		return ':%s QUIT :%s' % (self.client_ident(), params.lstrip(':'))

	def client_ident(self):
		return '%s!%s@%s' % (self.nick, self.user, 'host')

	def finish(self):
		for channel in self.channels.values():
			channel.clients.discard(self)
		if self.nick in self.server.clients:
			del self.server.clients[self.nick]

class IRCServer(SocketServer.ThreadingMixIn, SocketServer.TCPServer):
	daemon_threads = True
	allow_reuse_address = True

	def __init__(self, server_address, RequestHandlerClass):
		self.servername = 'localhost'
		self.channels = {}
		self.clients = {}
		SocketServer.TCPServer.__init__(self, server_address, RequestHandlerClass)

if __name__ == "__main__":
	ircserver = IRCServer(('127.0.0.1', 0), IRCClient)
	print 'Starting hircd on port %s' % ircserver.server_address[1]
	ircserver.serve_forever()
