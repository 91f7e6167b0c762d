class Meta(type):
    def __new__(cls, name, bases, names):
        names['made'] = True
        return type.__new__(cls, name, bases, names)


class Registry(object):
    __metaclass__ = Meta
    size = 1


print Registry.made, Registry.size
