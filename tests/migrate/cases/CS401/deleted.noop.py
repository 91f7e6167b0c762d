import compatsrv


class Error(Exception):
    pass


try:
    raise Error('a')
except Error as e:
    e.message = 'b'
    del e.message
