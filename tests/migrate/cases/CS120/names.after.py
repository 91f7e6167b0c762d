from __future__ import print_function
from compatsrv.py2 import print
def catch(value):
    try:
        int(value)
    except ValueError as e_caught:
        # why
        e = e_caught
        pass
    else:
        e = None
    return str(e)


def again():
    for value in ['x', '1', 'y']:
        try:
            int(value)
            found = None
        except ValueError as e_caught: e = e_caught; found = e
        except TypeError as e_caught:
            e = e_caught
            print('no')
        if found:
            print(found.args == e.args)


def fine():
    try:
        int('x')
    except ValueError as e:
        print('caught', e)
    try:
        int('y')
    except ValueError as e:
        print('caught', e)
    for e in [1, 2]:
        print(e)


print(catch('x'), catch('1'))
again()
fine()
