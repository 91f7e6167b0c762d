from __future__ import print_function
import six
from compatsrv.py2 import print
class Meta(type):
    def __new__(cls, name, bases, names):
        names['made'] = True
        return type.__new__(cls, name, bases, names)


class Registry(six.with_metaclass(Meta, object)):
    size = 1


print(Registry.made, Registry.size)
