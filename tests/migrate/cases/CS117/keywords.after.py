from __future__ import print_function
from compatsrv.py2 import print
class Queue(object):
    def __init__(self, async_=False):
        self.async_ = async_

    def nonlocal_(self):
        return 'nonlocal'


await_ = Queue(async_=True)
print(await_.async_, await_.nonlocal_(), Queue().async_)
