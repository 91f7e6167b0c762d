def by_length(a, b):
    return cmp(len(a), len(b))


names = ['ccc', 'a', 'bb']
names.sort(by_length)
print names, sorted(names, lambda a, b: cmp(b, a)), sorted(names, cmp=by_length, reverse=True), sorted(names, key=len)
