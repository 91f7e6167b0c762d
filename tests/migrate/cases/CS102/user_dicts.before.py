from UserDict import UserDict, DictMixin, IterableUserDict


class Numbers(DictMixin):
    def __init__(self): self.found = [('a', 1)]
    def keys(self): return [k for k, v in self.found]
    def __getitem__(self, key):
        for k, v in self.found:
            if k == key: return v
        raise KeyError(key)
    def __setitem__(self, key, value): self.found.append((key, value))


numbers = Numbers()
numbers.update({'b': 2})
print numbers.keys(), numbers.items(), numbers.has_key('b'), 'c' in numbers, numbers.get('c', 3), len(numbers), numbers == {'a': 1, 'b': 2}
user = IterableUserDict({'x': 1})
print user.keys()[0], [k for k in user], UserDict(user).has_key('x'), user.data
