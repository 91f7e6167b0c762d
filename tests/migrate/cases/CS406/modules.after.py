from __future__ import print_function
import compatsrv.py2.systems as os
import compatsrv.py2.copies as shutil
import compatsrv.py2.temporaries as tempfile
import compatsrv.py2.made as new
import compatsrv.py2.directories as dircache
from compatsrv.py2.set_types import Set
import inspect, operator
from compatsrv.py2.popens import popen2
from compatsrv.py2 import clock
from time import mktime
from os.path import join, split
from compatsrv.py2 import walk_path as visit
from compatsrv.py2 import print
from compatsrv import py2


class Named:
    pass


named = Named()
named.greet = new.instancemethod(lambda self, name: 'hello ' + name, named, Named)
print(named.greet('ann'), new.classobj('Made', (), {'x': 1}).x)
folder = tempfile.mkdtemp()
os.mkdir(os.path.join(folder, 'b'))
py2.open(os.path.join(folder, 'a'), 'w').close()
print(dircache.listdir(folder))
names = dircache.listdir(folder)[:]
dircache.annotate(folder, names)
print(names)
py2.walk_path(folder, lambda seen, path, names: seen.append(1), names)
print(names)
shutil.rmtree(folder)
print(len(Set([1, 1, 2])), Set([1]) | Set([2]) == Set([1, 2]))
print(py2.getargspec(lambda a, b=1, *c: 0)[0], py2.isSequenceType(''), py2.isMappingType({}), py2.isNumberType(''))
print(py2.div(7, 2), clock() >= 0, callable(mktime), join('a', 'b'))
visit('/nothing', None, None)
out, into = popen2('tr a-z A-Z')
into.write('caf\xe9')
into.close()
print(py2.repr(out.read()))
into, out = py2.popen2('cat')
into.write('x\xff\n')
into.close()
print(py2.repr(out.readlines()), py2.getcwdu() == os.getcwd())
