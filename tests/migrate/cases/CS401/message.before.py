try:
    raise ValueError('wrong')
except ValueError, e:
    print e.message, e.message.upper()


class Known(Exception):
    pass


def show(error):
    print error.message


show(Known('one'))
show(Known('one', 'two'))
