import urllib, urllib2
from urlparse import urlparse, parse_qs
from urllib import quote, unquote

print urllib.urlencode([('a', 'b c')]), quote('/a b'), repr(unquote('%E9')), urllib2.Request('http://localhost/').get_method()
print urlparse('http://host:80/path?a=1').path, parse_qs('a=1&b=%E9')['a']
