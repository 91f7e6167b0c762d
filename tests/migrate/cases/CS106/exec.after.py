from __future__ import print_function
from compatsrv.py2 import print
names = {}
exec('x = 1', names)
exec("names['y'] = 'run'")
print(names['x'], names['y'])
