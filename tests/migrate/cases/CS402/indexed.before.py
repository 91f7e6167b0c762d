import errno, socket

try:
    raise socket.error(errno.EPIPE, 'Broken pipe')
except socket.error, e:
    if e[0] == errno.EPIPE:
        print e[1]
