"""Whether source that both Pythons compile is to be understood as Python 2's: whether its str are bytes."""

import re

__all__ = ['meant_for_2']

# Imports that Python 3 has not
OLD = re.compile(r'^[ \t]*(?:from|import)[ \t]+(?:[\w.]+[ \t]*,[ \t]*)*(?:SocketServer|BaseHTTPServer|SimpleHTTPServer|CGIHTTPServer|'
                 r'StringIO|cStringIO|cPickle|urllib2|urlparse|httplib|ConfigParser|Queue|xmlrpclib|SimpleXMLRPCServer|thread)\b', re.M)
# Calls that Python 3 has not
GONE = re.compile(r'(?<![\w.])(?:raw_input|xrange|unicode|unichr)\(|\.(?:has_key|iteritems|itervalues|iterkeys)\(')
# Whoever writes these knows of both
BOTH = re.compile(r'^[ \t]*(?:from|import)[ \t]+(?:[\w.]+[ \t]*,[ \t]*)*(?:socketserver|compatsrv|six|__future__|http\.|urllib\.)|'
                  r'\bPY3\b|\bversion_info\b|\bhexversion\b|\bModuleNotFoundError\b|\bexcept (?:NameError|\(NameError)', re.M)
# Whoever writes these writes for 3
NEW = re.compile(r'''(?<![\w'"])[rR]?[fF][rR]?['"]|\basync[ \t]+(?:def|for|with)\b|^[ \t]*nonlocal[ \t]|\)[ \t]*->[ \t]*['"\w]|'''
                 r'''\byield from\b|\bsuper\(\)|:=|^[ \t]*raise[ \t][^#\n]*[ \t]from[ \t]|'''
                 r'''\b(?:Connection(?:Reset|Refused|Aborted)?Error|BrokenPipeError|FileNotFoundError|OSError)\b''', re.M)

def meant_for_2(text):
    """text: source that has neither syntax that only 2 reads nor what only 3 reads."""
    if BOTH.search(text) or NEW.search(text):
        return False
    return bool(OLD.search(text) or GONE.search(text))


# Whoever writes these has seen to it that bytes are bytes
AWARE = re.compile(r"""^[ \t]*(?:from|import)[ \t]+(?:[\w.]+[ \t]*,[ \t]*)*(?:socketserver|compatsrv|six|http\.|urllib\.)|"""
                   r"""\bPY3\b|\bversion_info\b|(?<![\w'"])[bB][rR]?['"]""", re.M)


def deals_in_str(text):
    """The same for migrate, which must not touch the strings of a program that knows of both."""
    return not (AWARE.search(text) or NEW.search(text))
