#!/usr/bin/env python
"""Collects lines, logs each to a file that the client names, and sends the files back."""
import logging
import logging.handlers
import os
import re
import socket
import sys
import SocketServer

LOGS = 'logs'
FORMAT = '%(levelname)s %(name)s: %(message)s'
log = logging.getLogger('collector')

class LineCollector(SocketServer.StreamRequestHandler):

    def setup(self):
        SocketServer.StreamRequestHandler.setup(self)
        self.loggers = {}

    def logger(self, name, kind='file'):
        if (name, kind) not in self.loggers:
            path = os.path.join(LOGS, name + '.log')
            if kind == 'rotate':
                handler = logging.handlers.RotatingFileHandler(path, 'a', maxBytes=60, backupCount=2)
            elif kind == 'timed':
                handler = logging.handlers.TimedRotatingFileHandler(path, when='D', backupCount=1)
            elif kind == 'watched':
                handler = logging.handlers.WatchedFileHandler(path)
            elif kind == 'delayed':
                handler = logging.FileHandler(path, mode='w', delay=1)
            elif kind == 'utf8':
                handler = logging.FileHandler(path, 'w', 'utf-8')
            else:
                handler = logging.FileHandler(path)
            handler.setFormatter(logging.Formatter(FORMAT))
            logger = logging.getLogger('%s.%s' % (kind, name))
            logger.addHandler(handler)
            logger.propagate = 0
            self.loggers[name, kind] = logger, handler
        return self.loggers[name, kind][0]

    def handle(self):
        for line in self.rfile:
            words = line.rstrip('\r\n').split(' ', 2)
            if words[0] == 'bye':
                break
            elif words[0] == 'show':
                self.show(words[1])
            elif words[0] == 'sys':
                self.syslog(words[1])
            elif words[0] == 'root':
                logging.warning('%s said %r', words[1], words[1])
                logging.error(words[1])
                log.info('info of %(who)s', {'who': words[1]})
            else:
                kind, name, text = words
                logger = self.logger(name, kind)
                if kind == 'utf8':
                    text = text.decode('utf-8')
                logger.warn(text)
                logger.error('%s wrote %s', name, text)
                logger.info('not shown')
                try:
                    int(text)
                except ValueError, e:
                    logger.critical('no number', exc_info=0)
        for logger, handler in self.loggers.values():
            logger.removeHandler(handler)
            handler.close()

    def show(self, name):
        for entry in sorted(os.listdir(LOGS)):
            if entry.startswith(name):
                data = open(os.path.join(LOGS, entry), 'rb').read()
                self.wfile.write('== %s %d\n%s' % (entry, len(data), data))
        self.wfile.write('==\n')

    def syslog(self, text):
        receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        receiver.bind(('127.0.0.1', 0))
        receiver.settimeout(3)
        handler = logging.handlers.SysLogHandler(receiver.getsockname(), logging.handlers.SysLogHandler.LOG_LOCAL3)
        handler.setFormatter(logging.Formatter('app: %(message)s'))
        logger = logging.Logger('syslog')
        logger.addHandler(handler)
        logger.warning('text %s', text)
        logger.error(text)
        self.wfile.write('%r %r\n' % (receiver.recv(1000), receiver.recv(1000)))
        handler.close()
        receiver.close()

    def finish(self):
        SocketServer.StreamRequestHandler.finish(self)
        log.info('%s gone', self.client_address[0])

class Collector(SocketServer.TCPServer):

    def handle_error(self, request, client_address):
        log.exception('broken')

def main():
    os.mkdir(LOGS)
    logging.basicConfig(filename=os.path.join(LOGS, 'm\xc3\xa4in.log'), level=logging.DEBUG, format=FORMAT)
    server = Collector(('127.0.0.1', 0), LineCollector)
    print 'collecting on port', server.server_address[1]
    sys.stdout.flush()
    server.serve_forever()

if __name__ == '__main__':
    main()
