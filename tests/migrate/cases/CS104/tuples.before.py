import errno


def read(path):
    try: return open(path).read()
    except IOError, (code, text): return errno.errorcode[code], text


class Last:
    pass


def keep(path):
    last = Last()
    try: open(path)
    except IOError, last.error: print last.error.errno
    try:
        open(path)
    except IOError, (code, text):
        print code
    try: open(path)
    except EnvironmentError, [code, text]: pass; print text
    try: open(path)
    except IOError, error: print error.errno


print read('/no/such')
keep('/no/such')
