for value in (u'\u20ac', 'a'):
    print type(value) == str, type(value) in (str, unicode), unicode(value) == u'a'
