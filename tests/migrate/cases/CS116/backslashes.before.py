"""A path: C:\users."""
path = 'C:\users\N' + "\\u"
print path, len('\u0041'), len(u'\u0041'), len(r'\u0041'), len(ur'\u0041\d'), len(ur"""a\
b"""), len(b'\u0041'), '\x41\n'
