import Queue, os
import ConfigParser as config, thread
from cStringIO import StringIO
import cPickle as pickle
from BaseHTTPServer import HTTPServer, BaseHTTPRequestHandler

queue = Queue.Queue()
queue.put(thread.get_ident() > 0)
print queue.get(), config.ConfigParser.__name__
out = StringIO()
out.write('caf\xe9')
print repr(out.getvalue())
print pickle.loads(pickle.dumps(['a', 1])), HTTPServer.allow_reuse_address
