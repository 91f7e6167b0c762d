import os, sys
reload(sys)
sys.setdefaultencoding('utf-8')
data = os.popen("printf 'caf\\303\\251'").read()
print len(data), len(data.decode()), len(unicode(data)), len(data.encode('utf-8'))
import string
string = reload(string)
if string: reload(sys); sys.setdefaultencoding('ascii')
try:
    unicode(data)
except UnicodeDecodeError:
    print 'not ASCII'
