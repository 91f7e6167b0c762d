from __future__ import print_function
from compatsrv.py2.user_dicts import UserDict, DictMixin, IterableUserDict
from compatsrv.py2 import print


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
print(list(numbers.keys()), list(numbers.items()), 'b' in numbers, 'c' in numbers, numbers.get('c', 3), len(numbers), numbers == {'a': 1, 'b': 2})
user = IterableUserDict({'x': 1})
print(list(user.keys())[0], [k for k in user], 'x' in UserDict(user), user.data)
