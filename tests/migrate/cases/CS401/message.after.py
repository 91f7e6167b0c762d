from __future__ import print_function
from compatsrv.py2 import print
from compatsrv import py2
try:
    raise ValueError('wrong')
except ValueError as e:
    print(py2.message(e), py2.message(e).upper())


class Known(Exception):
    pass


def show(error):
    print(py2.message(error))


show(Known('one'))
show(Known('one', 'two'))
