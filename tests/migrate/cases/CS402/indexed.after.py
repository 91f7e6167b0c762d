from __future__ import print_function
import errno, socket
from compatsrv.py2 import print

try:
    raise socket.error(errno.EPIPE, 'Broken pipe')
except socket.error as e:
    if e.args[0] == errno.EPIPE:
        print(e.args[1])
