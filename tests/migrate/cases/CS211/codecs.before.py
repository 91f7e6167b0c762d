data = 'caf\xc3\xa9'
print data.decode('utf-8') == u'caf\xe9', repr(data.encode('hex')), repr(data.encode('base64')), repr('636166'.decode('hex'))
print repr(u'\xe9'.encode('utf-8')), repr(data.decode('utf-8').encode('latin-1')), repr(unicode(data, 'utf-8').encode('utf-8'))
print repr(''.join(['a', data]).upper()), repr(('%s-%s' % (data, 1)).upper()), repr((chr(233) + 'a').upper())
