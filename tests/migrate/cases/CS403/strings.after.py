from __future__ import print_function
from compatsrv.py2 import print
def check(user):
    if not user:
        raise Exception('no user')
    raise Exception("no such user: %s" % user)


for name in '', 'ann':
    try:
        check(name)
    except:
        print('refused')


def refuse(value):
    raise Exception("type error expected", value)
