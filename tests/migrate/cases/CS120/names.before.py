def catch(value):
    try:
        int(value)
    except ValueError, e:
        # why
        pass
    else:
        e = None
    return str(e)


def again():
    for value in ['x', '1', 'y']:
        try:
            int(value)
            found = None
        except ValueError, e: found = e
        except TypeError, e:
            print 'no'
        if found:
            print found.args == e.args


def fine():
    try:
        int('x')
    except ValueError, e:
        print 'caught', e
    try:
        int('y')
    except ValueError, e:
        print 'caught', e
    for e in [1, 2]:
        print e


print catch('x'), catch('1')
again()
fine()
