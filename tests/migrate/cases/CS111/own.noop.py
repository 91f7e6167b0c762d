def unicode(x):
    return x


def handle(file, long=1):
    open = file.open
    return open(unicode('a')), long
