"""Whether source that both Pythons compile is to be understood as Python 2's: whether its str are bytes."""

import re

__all__ = ['meant_for_2']

# Modules and names that Python 3 has not
OLD = re.compile(r'\b(?:SocketServer|BaseHTTPServer|SimpleHTTPServer|CGIHTTPServer|cStringIO|cPickle|urllib2|urlparse|httplib|'
                 r'ConfigParser|Queue|xmlrpclib|SimpleXMLRPCServer|raw_input|xrange|unicode|basestring|iteritems|itervalues|'
                 r'iterkeys|has_key|StringIO\.StringIO|thread\.start_new_thread)\b')
# Whoever writes these knows of both
BOTH = re.compile(r'\b(?:socketserver|compatsrv|six|__future__|PY3|version_info|hexversion|http\.server|urllib\.request|'
                  r'urllib\.parse|http\.client|ModuleNotFoundError)\b')
# Whoever writes these tells bytes from text
BYTES = re.compile(r'''(?<![\w'"])[bB][rR]?['"]|\.(?:en|de)code\(|\bbytes\(|\bbytearray\(|\bfrom_bytes\b|\bto_bytes\b''')


def meant_for_2(text):
    """text: source that has neither syntax that only 2 reads nor what only 3 reads."""
    if BOTH.search(text):
        return False
    return bool(OLD.search(text)) or not BYTES.search(text)
