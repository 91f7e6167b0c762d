#!/usr/bin/env python
# FastAGI server for Asterisk: menus and a tiny billing table
import SocketServer, string, re, sys, time, os

class AGIException(Exception): pass
class AGIHangup(AGIException): pass
class AGIResultHangup(AGIHangup): pass

class AGI:
    def __init__(self, rfile, wfile):
        self.rfile, self.wfile = rfile, wfile
        self.env = {}
        while 1:
            line = self.rfile.readline().strip()
            if line == '':
                break
            key, data = line.split(':', 1)
            if key[:4] <> 'agi_':
                sys.stderr.write('bad key\n')
                continue
            self.env[key[4:].strip()] = data.strip()
        if self.env.has_key('callerid') and self.env['callerid'] == 'unknown':
            self.env['callerid'] = None

    re_code = re.compile(r'(^\d*)\s*(.*)')
    re_kv = re.compile(r'(?P<key>\w+)=(?P<value>[^\s]+)\s*(?:\((?P<data>.*)\))*')

    def execute(self, command, *args):
        args = map(str, args)
        cmd = ' '.join([command] + args)
        self.wfile.write(cmd + '\n')
        return self.result()

    def result(self):
        line = self.rfile.readline()
        if not line:
            raise AGIHangup, 'eof'
        code, response = self.re_code.search(line).groups()
        code = int(code)
        result = {'result': ('', '')}
        if code == 200:
            for key, value, data in self.re_kv.findall(response):
                result[key] = (value, data)
                if data == 'hangup':
                    raise AGIResultHangup('user hung up')
            return result
        elif code / 100 == 5:
            raise AGIException, 'code %d: %s' % (code, response.rstrip())
        raise AGIException(code, 'unhandled')

    def __getattr__(self, name):
        if name.startswith('do_'):
            command = name[3:].upper().replace('_', ' ')
            return lambda *args: self.execute(command, *args)
        raise AttributeError, name

    def quote(self, s):
        return '"%s"' % str(s).replace('"', r'\"')

rates = {'0': 50, '00': 199, '0800': 0}

def rate(number):
    prefixes = rates.keys()
    prefixes.sort(key=len)
    prefixes.reverse()
    for p in prefixes:
        if number.startswith(p): return rates[p]
    return 10

class Handler(SocketServer.StreamRequestHandler):
    def handle(self):
        try:
            agi = AGI(self.rfile, self.wfile)
            print 'call from', agi.env['callerid'], 'to', agi.env.get('extension', '?')
            agi.do_answer()
            r = agi.do_get_data('welcome', 2000, 4)
            number = r['result'][0]
            agi.do_set_variable('RATE', '%d.%02d' % divmod(rate(number), 100))
            agi.do_verbose(agi.quote('caller %s said "%s" in %s' % (agi.env['callerid'], number, agi.env.get('language', 'en').upper())), 3)
            digits = [c for c in number if c in string.digits]
            agi.do_say_digits(string.join(digits, ''), '""')
            if len(filter(None, map(int, digits))) % 2:
                agi.do_stream_file(chr(0xe9) + 'tage', '#')
            agi.do_hangup()
        except AGIHangup, e:
            print 'hangup:', e
        except AGIException, e:
            print 'failed:', e
            self.wfile.write('VERBOSE %s\n' % e)

class Server(SocketServer.ForkingMixIn, SocketServer.TCPServer):
    allow_reuse_address = True

if __name__ == '__main__':
    s = Server(('127.0.0.1', 0), Handler)
    print 'agi on port', s.server_address[1]
    sys.stdout.flush()
    s.serve_forever()
