from __future__ import print_function
import compatsrv.py2.urls1 as urllib
import compatsrv.py2.urls as urllib2
from compatsrv.py2.urls import urlparse, parse_qs
from compatsrv.py2.urls1 import quote, unquote
from compatsrv.py2 import print
from compatsrv import py2

print(urllib.urlencode([('a', 'b c')]), quote('/a b'), py2.repr(unquote('%E9')), urllib2.Request('http://localhost/').get_method())
print(urlparse('http://host:80/path?a=1').path, parse_qs('a=1&b=%E9')['a'])
