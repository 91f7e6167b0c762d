def compare(one, other):
    return cmp(other, one)


names = ['b', 'A', 'c']
print sorted(names, compare, key=str.lower), sorted(names, cmp=compare, key=lambda name: name.lower(), reverse=True)
names.sort(compare, key=str.lower)
print names
