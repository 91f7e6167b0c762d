from __future__ import print_function
import os
import six.moves.queue as Queue
import compatsrv.py2.configs as config
import six.moves._thread as thread
from compatsrv.py2.memory import StringIO
import compatsrv.py2.pickles as pickle
from six.moves.BaseHTTPServer import HTTPServer, BaseHTTPRequestHandler
from compatsrv.py2 import print
from compatsrv import py2

queue = Queue.Queue()
queue.put(thread.get_ident() > 0)
print(queue.get(), config.ConfigParser.__name__)
out = StringIO()
out.write('caf\xe9')
print(py2.repr(out.getvalue()))
print(pickle.loads(pickle.dumps(['a', 1])), HTTPServer.allow_reuse_address)
