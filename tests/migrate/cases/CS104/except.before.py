import socket

try:
    {}['x']
except KeyError, error:
    print error.args
try:
    raise socket.error(32, 'Broken pipe')
except socket.error, (number, text):
    print number, text
try:
    raise ValueError('a')
except (ValueError, IOError), e: print e
