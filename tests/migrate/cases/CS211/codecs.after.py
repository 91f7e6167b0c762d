from __future__ import print_function
import compatsrv
from compatsrv.py2 import print
from compatsrv import py2
data = 'caf\xc3\xa9'
print(compatsrv.n(data).decode('utf-8') == u'caf\xe9', py2.repr(compatsrv.n(data).encode('hex')), py2.repr(compatsrv.n(data).encode('base64')), py2.repr(compatsrv.n('636166').decode('hex')))
print(py2.repr(compatsrv.n(u'\xe9'.encode('utf-8'))), py2.repr(compatsrv.n(compatsrv.n(data).decode('utf-8').encode('latin-1'))), py2.repr(compatsrv.n(py2.unicode(data, 'utf-8').encode('utf-8'))))
print(py2.repr(compatsrv.n('').join(['a', data]).upper()), py2.repr((compatsrv.n('%s-%s') % (data, 1)).upper()), py2.repr((py2.chr(233) + 'a').upper()))
