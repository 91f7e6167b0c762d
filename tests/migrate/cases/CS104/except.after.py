from __future__ import print_function
import socket
from compatsrv.py2 import print

try:
    {}['x']
except KeyError as error:
    print(error.args)
try:
    raise socket.error(32, 'Broken pipe')
except socket.error as packed:
    (number, text) = packed.args
    print(number, text)
try:
    raise ValueError('a')
except (ValueError, IOError) as e: print(e)
