from __future__ import print_function
import threading
from compatsrv.py2 import print

thread = threading.Thread(target=list)
thread.daemon = True
thread.start()
thread.join()
print(thread.is_alive(), thread.isDaemon())
