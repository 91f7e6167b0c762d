class Store:
    def __init__(self):
        self.data = {'a': 1}

    def has_key(self, key):
        return self.data.has_key(key)


class Own(dict):
    def has_key(self, key):
        return key.lower() in self


class Upper(dict):
    def has_key(self, key):
        return dict.has_key(self, key.upper())
    __contains__ = has_key


print Store().has_key('a'), Store().has_key('b'), Own(a=1)['a'], Upper(A=1).has_key('a')
