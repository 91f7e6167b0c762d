"""Every method of Python 2's str on given data, with the answers in a form to compare; any Python.

    python2.7 methods.py

answers as native str: a JSON list [data, other, third, number, start, end] a line in, a JSON list of answers a line out.
"""

import json
import re
import sys

TEXT = type(u'')

# Expressions over s, o, t (native strings), and the integers i, j, k.
CALLS = '''
s.capitalize() s.lower() s.upper() s.swapcase() s.title()
s.isalnum() s.isalpha() s.isdigit() s.islower() s.isspace() s.istitle() s.isupper()
s.strip() s.lstrip() s.rstrip() s.strip(o) s.lstrip(o) s.rstrip(o) s.strip(None)
s.split() s.split(None,i) s.split(o) s.split(o,i) s.rsplit() s.rsplit(None,i) s.rsplit(o) s.rsplit(o,i)
s.splitlines() s.splitlines(True) s.partition(o) s.rpartition(o)
s.count(o) s.count(o,j) s.count(o,j,k) s.find(o) s.find(o,j,k) s.rfind(o) s.rfind(o,j,k) s.index(o) s.rindex(o,j)
s.startswith(o) s.startswith(o,j) s.startswith(o,j,k) s.startswith((o,t)) s.endswith(o) s.endswith(o,j,k) s.endswith((o,t))
s.replace(o,t) s.replace(o,t,i) s.replace(t,'')
s.center(i) s.center(i,'*') s.ljust(i) s.ljust(i,o) s.rjust(i) s.rjust(i,'\\xff') s.zfill(i) s.expandtabs() s.expandtabs(i)
s.join([o,t]) s.join([]) s.join([o]) s.join(t) o.join(s)
s.translate(None,o) s.translate(TABLE) s.translate(TABLE,t) s.translate(o)
s.decode() s.decode('latin-1') s.decode('utf-8') s.decode('utf-8','replace') s.decode('ascii','ignore') s.decode('utf-16-le')
s.encode() s.encode('ascii') s.encode('utf-8') s.encode('hex') s.encode('base64') s.encode('string_escape')
s.encode('rot13') s.decode('rot13') s.decode('hex') s.encode('hex').decode('hex') s.encode('zlib').decode('zlib')
s.decode('string_escape') s.encode('quopri') s.decode('charmap')
s+o o+s s*2 2*s s*i s[j] s[j:k] s[j:] s[::-1] s[j:k:2] len(s) o[:1]in(s) o==s o!=s s<o s>=o s==s+'' cmp(s,o)
list(s) repr(s) str(s) hash(s)==hash(''+s) [ord(c)for(c)in(s)] min(s) max(s+'a') sorted(s) set(s)==set(list(s))
'%s|'%s '%r'%s (s+'%s')%o (s+'%s')%(o,) s%() s%o s%(o,i) '%10s'%s '%.3s'%s s.__mod__(o)
s.format() s.format(o) s.format(o,t) format(s) format(s,'10') format(s,o)
int(s) float(s) int(s.strip()) int(o+'7') bytes(s) bool(s) isinstance(s,str) s.__len__() s.__contains__(o)
'''.split()

TABLE_BYTES = bytes(bytearray(range(255, -1, -1)))


# Calls whose answers differ on Python 3, and for which data: docs/strings.md has them.
DIFFERENT = [
    # Python 3 has %a.
    (('s%', "(s+'%s')", 's.__mod__'), lambda s, o, t: '%' in s and 'a' in s + o + t),
    # Python 2 takes a width for %%, as in '%5%'.
    (('s%', "(s+'%s')", 's.__mod__'), lambda s, o, t: re.search('%[^%a-zA-Z]+%', s + '%s')),
    # How many replacement characters stand for ill-formed bytes.
    (("s.decode('utf-8','replace')",), lambda s, o, t: max(s + '\0') > '\x7f'),
    # '0' as a width for strings, which 3.10 takes.
    (('format(s,o)',), lambda s, o, t: '0' in o),
]


TEMPLATES = ('s%', "(s+'%s')", 's.__mod__', 's.format')


def may_differ(call, s, o, t):
    """True if what the call gives for this data is one of the documented differences."""
    return any(call.startswith(calls) and applies(s, o, t) for calls, applies in DIFFERENT)


def alike(call, here, there):
    """Are these the same answer? Which error a template raises that has several is not looked at."""
    return here == there or (call.startswith(TEMPLATES) and here[0] == there[0] == 'raises')


def comparable(value):
    """[kind, content]: kind 's' for Python 2's str and what stands for it, 'u' for text; containers hold such pairs."""
    if isinstance(value, bytes) or type(value).__name__ == 'NativeString':
        return ['s', value.decode('latin-1')]
    if isinstance(value, TEXT):
        return ['u', value]
    if isinstance(value, (list, tuple)):
        return [type(value).__name__] + [comparable(part) for part in value]
    if isinstance(value, float):
        return ['float', repr(value)]
    return [type(value).__name__.replace('long', 'int'), value]


def answers(native, other, arguments):
    """The answers to CALLS. native: makes a native string of bytes; other: makes an argument of bytes."""
    s, o, t = [part.encode('latin-1') for part in arguments[:3]]
    i, j, k = arguments[3:]
    names = {'s': native(s), 'o': other(o), 't': other(t), 'i': i, 'j': j, 'k': k, 'TABLE': native(TABLE_BYTES),
             'cmp': lambda one, other: (one > other) - (one < other)}
    return [answer(call, names) for call in CALLS]


def answer(call, names):
    try:
        return comparable(eval(call, dict(names)))
    except Exception as error:
        return ['raises', type(error).__name__]


if __name__ == '__main__':
    for line in iter(sys.stdin.readline, ''):
        sys.stdout.write(json.dumps(answers(lambda data: data, lambda data: data, json.loads(line))) + '\n')
        sys.stdout.flush()
