def check(user):
    if not user:
        raise 'no user'
    raise "no such user: %s" % user


for name in '', 'ann':
    try:
        check(name)
    except:
        print 'refused'


def refuse(value):
    raise "type error expected", value
