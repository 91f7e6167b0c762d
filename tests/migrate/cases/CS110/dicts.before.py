users = {'b': 1, 'a': 2}
names = users.keys()
names.sort()
print names, users.has_key('a'), not users.has_key('z'), sorted(users.iteritems()), users.values()[0] > 0
for name in users.keys():
    del users[name]
print users
