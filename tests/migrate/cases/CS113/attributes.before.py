import sys


class Handler:
    def handle(self):
        pass


print sys.maxint > 1, Handler().handle.im_func.func_name, iter('ab').next()
