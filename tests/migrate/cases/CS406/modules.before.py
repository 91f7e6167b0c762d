import os, shutil, tempfile
import new
import dircache
from sets import Set
import inspect, operator
from popen2 import popen2
from time import clock
from time import mktime
from os.path import join, walk as visit, split


class Named:
    pass


named = Named()
named.greet = new.instancemethod(lambda self, name: 'hello ' + name, named, Named)
print named.greet('ann'), new.classobj('Made', (), {'x': 1}).x
folder = tempfile.mkdtemp()
os.mkdir(os.path.join(folder, 'b'))
file(os.path.join(folder, 'a'), 'w').close()
print dircache.listdir(folder)
names = dircache.listdir(folder)[:]
dircache.annotate(folder, names)
print names
os.path.walk(folder, lambda seen, path, names: seen.append(1), names)
print names
shutil.rmtree(folder)
print len(Set([1, 1, 2])), Set([1]) | Set([2]) == Set([1, 2])
print inspect.getargspec(lambda a, b=1, *c: 0)[0], operator.isSequenceType(''), operator.isMappingType({}), operator.isNumberType('')
print operator.div(7, 2), clock() >= 0, callable(mktime), join('a', 'b')
visit('/nothing', None, None)
out, into = popen2('tr a-z A-Z')
into.write('caf\xe9')
into.close()
print repr(out.read())
into, out = os.popen2('cat')
into.write('x\xff\n')
into.close()
print repr(out.readlines()), os.getcwdu() == os.getcwd()
