from __future__ import print_function
import errno
from compatsrv.py2 import print
from compatsrv import py2


def read(path):
    try: return py2.open(path).read()
    except IOError as packed: (code, text) = packed.args; return errno.errorcode[code], text


class Last:
    pass


def keep(path):
    last = Last()
    try: py2.open(path)
    except IOError as packed: last.error = packed; print(last.error.errno)
    try:
        py2.open(path)
    except IOError as packed:
        (code, text) = packed.args
        print(code)
    try: py2.open(path)
    except EnvironmentError as packed: [code, text] = packed.args; pass; print(text)
    try: py2.open(path)
    except IOError as error: print(error.errno)


print(read('/no/such'))
keep('/no/such')
