from __future__ import print_function
import six
from compatsrv.py2 import print
users = {'b': 1, 'a': 2}
names = list(users.keys())
names.sort()
print(names, 'a' in users, 'z' not in users, sorted(six.iteritems(users)), list(users.values())[0] > 0)
for name in list(users.keys()):
    del users[name]
print(users)
