from __future__ import print_function
import os
import compatsrv.py2.processes as subprocess
import compatsrv.py2.temporaries as tempfile
from compatsrv.py2 import print
from compatsrv import py2

path = os.path.join(tempfile.mkdtemp(), 'file')
f = py2.open(path, 'wb')
f.write('caf\xe9\r\n\x00')
f.close()
print(py2.repr(py2.open(path, 'rb').read()), py2.repr(py2.open(path).readline()), [py2.repr(line) for line in py2.open(path)])
print(py2.repr(py2.popen('printf "a\\351"').read()), py2.repr(subprocess.Popen(['cat'], stdin=subprocess.PIPE, stdout=subprocess.PIPE).communicate('\xe9')[0]))
