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
NEW = re.compile(r"""\basync[ \t]+(?:def|for|with)\b|^[ \t]*nonlocal[ \t]|\)[ \t]*->[ \t]*['\w]|"""
                 r"""\byield from\b|\bsuper\(\)|:=|^[ \t]*raise[ \t][^#\n]*[ \t]from[ \t]|"""
                 r"""\b(?:Connection(?:Reset|Refused|Aborted)?Error|BrokenPipeError|FileNotFoundError)\b""", re.M)
# A comment, or a literal and its prefix
LITERAL = re.compile(r'''#[^\n]*|(?<!\w)([A-Za-z]{0,2})(?:"""(?:[^\\]|\\.)*?"""|\'{3}(?:[^\\]|\\.)*?\'{3}|'''
                     r'''"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')''', re.S)


def _apart(text):
    """(the text without literals and comments, the letters of the prefixes of the literals)"""
    return LITERAL.sub("''", text), {letter for prefix in LITERAL.findall(text) for letter in prefix.lower()}


def meant_for_2(text):
    """text: source that has neither syntax that only 2 reads nor what only 3 reads."""
    code, prefixes = _apart(text)
    if BOTH.search(code) or NEW.search(code) or 'f' in prefixes:
        return False
    return bool(OLD.search(code) or GONE.search(code))


# Whoever writes these has seen to it that bytes are bytes
AWARE = re.compile(r"""^[ \t]*(?:from|import)[ \t]+(?:[\w.]+[ \t]*,[ \t]*)*(?:socketserver|compatsrv|six|http\.|urllib\.)|"""
                   r"""\bPY3\b|\bversion_info\b""", re.M)


def deals_in_str(text):
    """The same for migrate, which must not touch the strings of a program that knows of both."""
    code, prefixes = _apart(text)
    return not (AWARE.search(code) or NEW.search(code) or prefixes & {'b', 'f'})
