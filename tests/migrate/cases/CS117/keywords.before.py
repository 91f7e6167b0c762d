class Queue(object):
    def __init__(self, async=False):
        self.async = async

    def nonlocal(self):
        return 'nonlocal'


await = Queue(async=True)
print await.async, await.nonlocal(), Queue().async
