#!/usr/bin/env python
import SocketServer, md5, re, socket, string, sys, time, random
rx_register = re.compile("^REGISTER")
rx_invite = re.compile("^INVITE")
rx_from = re.compile("^From:")
rx_to = re.compile("^To:")
rx_uri = re.compile("sip:([^@]*)@([^;>$]*)")
rx_contact = re.compile("^Contact:")
rx_via = re.compile("^Via:")
rx_cvia = re.compile("^v:")
rx_branch = re.compile(";branch=([^;]*)")
rx_expires = re.compile("^Expires: (.*)$")
rx_clen = re.compile("^Content-Length:")

registrar = {}
HOST = '127.0.0.1'
recordroute = "Record-Route: <sip:%s;lr>" % HOST

def hexdump(chars, sep, width):
    while chars:
        line = chars[:width]
        chars = chars[width:]
        line = line.ljust(width, '\000')
        print "%s%s%s" % (sep.join("%02x" % ord(c) for c in line), sep, quotechars(line))

def quotechars(chars):
    return ''.join(['.', c][c.isalnum()] for c in chars)

class UDPHandler(SocketServer.BaseRequestHandler):
    def changeRequestUri(self):
        md = re.search('^(INVITE|BYE) sip:(.*)@(.*) SIP/2.0', self.data[0])
        if md:
            method, user, host = md.groups()
            return '%s sip:%s@%s SIP/2.0' % (method, user, registrar[user][0])

    def removeHeader(self, *regexps):
        data = []
        for line in self.data:
            if not [r for r in regexps if r.search(line)]:
                data.append(line)
        return data

    def getUri(self, rx):
        for line in self.data:
            if rx.search(line):
                md = rx_uri.search(line)
                if md: return "%s@%s" % (md.group(1), md.group(2))
        return ''

    def sendResponse(self, code):
        request_uri = "SIP/2.0 " + code
        self.data[0] = request_uri
        index = 0
        data = []
        for line in self.data:
            data.append(line)
            if rx_to.search(line):
                if 'tag=' not in line:
                    data[index] = "%s;tag=%s" % (line, md5.new(line).hexdigest()[:6])
            if rx_via.search(line) or rx_cvia.search(line):
                data[index] = line.replace(';rport', ';received=%s;rport=%d' % (self.client_address[0], self.client_address[1] * 0 + 5060))
            if rx_clen.search(line):
                data[index] = 'Content-Length: 0'
            index += 1
            if line == "":
                break
        data.append("")
        text = string.join(data, "\r\n")
        self.socket.sendto(text, self.client_address)

    def processRegister(self):
        fromm = self.getUri(rx_from)
        contact, expires = self.getUri(rx_contact), 0
        for line in self.data:
            md = rx_expires.search(line)
            if md: expires = int(md.group(1))
        if not fromm or not contact:
            self.sendResponse('400 Bad Request')
            return
        user = fromm.split('@')[0]
        if expires == 0:
            if registrar.has_key(user):
                del registrar[user]
                self.sendResponse("200 0K")
            else:
                self.sendResponse('404 Not Found')
            return
        registrar[user] = [contact.split('@')[1], expires]
        print '%d registered:' % len(registrar), ', '.join(sorted(registrar))
        self.sendResponse("200 0K")

    def processInvite(self):
        dest = self.getUri(rx_to)
        if registrar.has_key(dest.split('@')[0]):
            uri = self.changeRequestUri()
            data = self.removeHeader(rx_clen)
            data[0] = uri
            data.insert(1, recordroute)
            self.socket.sendto('\r\n'.join(data), self.client_address)
        else:
            self.sendResponse("480 Temporarily Unavailable")

    def handle(self):
        data = self.request[0]
        self.data = data.split("\r\n")
        self.socket = self.request[1]
        request_uri = self.data[0]
        if rx_register.search(request_uri):
            self.processRegister()
        elif rx_invite.search(request_uri):
            self.processInvite()
        elif len(data) > 4:
            hexdump(data[:8], ' ', 8)
            self.sendResponse('501 Not %s' % request_uri[:3].strip().title())
        else:
            self.socket.sendto(data[::-1], self.client_address)

if __name__ == "__main__":
    server = SocketServer.UDPServer((HOST, 0), UDPHandler)
    print 'proxy on port %s' % server.server_address[1]
    server.serve_forever()
