from __future__ import print_function
from compatsrv.py2 import print
class Store:
    def __init__(self):
        self.data = {'a': 1}

    def has_key(self, key):
        return key in self.data
    __contains__ = has_key


class Own(dict):
    def has_key(self, key):
        return key.lower() in self


class Upper(dict):
    def has_key(self, key):
        return dict.__contains__(self, key.upper())
    __contains__ = has_key


print('a' in Store(), 'b' in Store(), Own(a=1)['a'], 'a' in Upper(A=1))
