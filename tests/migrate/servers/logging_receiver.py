#!/usr/bin/env python
"""Receives records of logging.handlers.SocketHandler, as in the cookbook, and answers what it made of them."""
import cPickle
import logging
import logging.handlers
import SocketServer
import struct
import StringIO
import sys
import traceback
import warnings

class CountingHandler(logging.Handler):
    def __init__(self, stream):
        logging.Handler.__init__(self)
        self.stream = stream
        self.counts = {}

    def emit(self, record):
        self.counts[record.levelname] = self.counts.get(record.levelname, 0) + 1
        print >>self.stream, self.format(record)

class LogRecordStreamHandler(SocketServer.StreamRequestHandler):
    """Handler for a streaming logging request."""

    def handle(self):
        while 1:
            chunk = self.connection.recv(4)
            if len(chunk) < 4:
                break
            slen = struct.unpack(">L", chunk)[0]
            chunk = self.connection.recv(slen)
            while len(chunk) < slen:
                chunk = chunk + self.connection.recv(slen - len(chunk))
            try:
                obj = self.unPickle(chunk)
            except (cPickle.UnpicklingError, EOFError, KeyError, IndexError, AttributeError):
                self.wfile.write('unreadable\n')
                continue
            record = logging.makeLogRecord(obj)
            self.handleLogRecord(record)

    def unPickle(self, data):
        return cPickle.loads(data)

    def handleLogRecord(self, record):
        if self.server.logname is not None:
            name = self.server.logname
        else:
            name = record.name
        logger = logging.getLogger(name)
        buf = StringIO.StringIO()
        handler = CountingHandler(buf)
        handler.setFormatter(logging.Formatter('%(name)s|%(levelname)-8s|%(message)s'))
        logger.addHandler(handler)
        try:
            logger.handle(record)
        finally:
            logger.removeHandler(handler)
        text = buf.getvalue()
        self.wfile.write('%d %s' % (len(text), text))
        extra = [k for k in record.__dict__.keys() if k.startswith('x_')]
        extra.sort()
        for k in extra:
            v = getattr(record, k)
            print >>self.wfile, k, type(v).__name__, v, isinstance(v, str), isinstance(v, unicode)
        self.wfile.write('%r\n' % handler.counts)

class LogRecordSocketReceiver(SocketServer.ThreadingTCPServer):
    allow_reuse_address = 1
    daemon_threads = True

    def __init__(self, host='localhost', port=0, handler=LogRecordStreamHandler):
        SocketServer.ThreadingTCPServer.__init__(self, (host, port), handler)
        self.abort = 0
        self.timeout = 1
        self.logname = None

    def serve_until_stopped(self):
        import select
        abort = 0
        while not abort:
            rd, wr, ex = select.select([self.socket.fileno()], [], [], self.timeout)
            if rd:
                self.handle_request()
            abort = self.abort

def main():
    logging.basicConfig(level=logging.DEBUG, format="%(relativeCreated)s %(name)-15s", filename='log.txt', filemode='w')
    tcpserver = LogRecordSocketReceiver()
    print 'About to start TCP server on port', tcpserver.server_address[1]
    sys.stdout.flush()
    tcpserver.serve_until_stopped()

if __name__ == '__main__':
    main()
