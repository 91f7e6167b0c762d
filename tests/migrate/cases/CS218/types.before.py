import types
from types import StringType


def kind(x):
    if type(x) == type(''):
        return 'str'
    if type(x) is unicode or isinstance(x, types.UnicodeType):
        return 'unicode'
    return type(x).__name__


print kind('a'), kind(1), type('a') in (str, unicode), isinstance('a', StringType), type([]) == list, type(1) != str
